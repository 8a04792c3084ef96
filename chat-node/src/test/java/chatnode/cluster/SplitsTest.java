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

  @Property(tries = 3000)
  void noTwoSidesEverSayTwoThingsInOnePlace(@ForAll("steps") List<Step> steps) {
    SplitWorld world = new SplitWorld(3);
    steps.forEach(step -> step.accept(world));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.frequencyOf(
            Tuple.of(4, step("cut and settle", SplitWorld::cutAndSettle)),
            Tuple.of(4, step("kill and settle", SplitWorld::killAndSettle)),
            Tuple.of(4, step("start and settle", SplitWorld::startAndSettle)),
            Tuple.of(3, step("merge", SplitWorld::merge)),
            Tuple.of(4, step("write everywhere", (world, n) -> world.writeEverywhere())),
            Tuple.of(1, step("cut", SplitWorld::cut)),
            Tuple.of(1, step("kill", SplitWorld::kill)),
            Tuple.of(1, step("freeze", SplitWorld::freeze)),
            Tuple.of(1, step("thaw", SplitWorld::thaw)),
            Tuple.of(1, step("start", SplitWorld::start)),
            Tuple.of(2, step("lose", SplitWorld::lose)),
            Tuple.of(1, step("notice", SplitWorld::notice)),
            Tuple.of(2, step("deliver", SplitWorld::deliver)),
            Tuple.of(1, step("write", SplitWorld::write)))
        .list()
        .ofMinSize(5)
        .ofMaxSize(30);
  }

  private static Arbitrary<Step> step(String name, BiConsumer<SplitWorld, Integer> action) {
    return Arbitraries.integers()
        .between(0, (1 << MAX_NODES) - 1)
        .map(number -> new Step(name, number, action));
  }
}
