package chatnode.cluster;

import chatnode.cluster.SplitWorld.Step;
import java.util.List;
import java.util.function.BiConsumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * The rule of {@link Side} against whatever a network and an operator can do to a few nodes: parts
 * that do not hear one another, nodes killed, frozen and started, losses noticed one by one and in
 * any order, votes that come late, and parts that find one another again.
 */
class SplitsTest {
  private static final int MAX_NODES = 8;

  @Property(tries = 1000)
  void noTwoSidesEverSayTwoThingsInOnePlace(@ForAll("steps") List<Step> steps) {
    SplitWorld world = new SplitWorld(3);
    steps.forEach(step -> step.accept(world));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, step("cut", SplitWorld::cut)),
            Tuple.of(1, step("kill", (world, n) -> world.kill(n))),
            Tuple.of(1, step("freeze", (world, n) -> world.freeze(n))),
            Tuple.of(1, step("thaw", (world, n) -> world.thaw(n))),
            Tuple.of(2, step("start", (world, n) -> world.start(n))),
            Tuple.of(3, step("merge", (world, n) -> world.merge(n))),
            Tuple.of(6, step("lose", SplitWorld::lose)),
            Tuple.of(3, step("notice", (world, n) -> world.notice(n))),
            Tuple.of(3, step("deliver", SplitWorld::deliver)),
            Tuple.of(4, step("deliver all", (world, n) -> world.deliverAll())),
            Tuple.of(6, step("write", (world, n) -> world.write(n))))
        .list()
        .ofMaxSize(40);
  }

  private static Arbitrary<Step> step(String name, BiConsumer<SplitWorld, Integer> action) {
    return Arbitraries.integers()
        .between(0, (1 << MAX_NODES) - 1)
        .map(number -> new Step(name, number, action));
  }
}
