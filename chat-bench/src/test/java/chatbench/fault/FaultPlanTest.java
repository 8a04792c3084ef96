package chatbench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
  private static final List<Fault> ALL = List.of(Fault.values());

  @Test
  void theSameSeedPlansTheSame() {
    assertThat(FaultPlan.of(5, ALL, 40, 3, 300)).isEqualTo(FaultPlan.of(5, ALL, 40, 3, 300));
    assertThat(FaultPlan.of(5, ALL, 40, 3, 300)).isNotEqualTo(FaultPlan.of(6, ALL, 40, 3, 300));
  }

  @Test
  void evenAShortRunHasOneOfEachKind() {
    assertThat(
            FaultPlan.of(1, ALL, ALL.size(), 3, 10).faults().stream()
                .map(PlannedFault::fault)
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(ALL.stream().filter(Fault::strikes).toList());
    assertThat(ALL).contains(Fault.TWICE).filteredOn(Fault::strikes).doesNotContain(Fault.TWICE);
  }

  @Test
  void onlyChosenKindsAndExistingNodesAreHit() {
    List<PlannedFault> faults = FaultPlan.of(1, List.of(Fault.KILL), 50, 3, 10).faults();
    assertThat(faults).hasSize(50).allMatch(each -> each.fault() == Fault.KILL);
    assertThat(faults.stream().map(PlannedFault::node).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void everyNodeIsHitBeforeOneIsHitAgain() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(FaultPlan.of(seed, List.of(Fault.TERM), 3, 3, 10).faults())
          .extracting(PlannedFault::node)
          .containsExactlyInAnyOrder(0, 1, 2);
    }
  }

  @Test
  void someFaultsHitSeveralNodesAtOnceAndOneHitsNone() {
    assertThat(nodes(Fault.ALL)).containsExactly(0, 1, 2);
    assertThat(nodes(Fault.CLEAN)).containsExactly(0, 1, 2);
    assertThat(nodes(Fault.TWO)).hasSize(2).doesNotHaveDuplicates();
    assertThat(nodes(Fault.STORE)).isEmpty();
  }

  private static List<Integer> nodes(Fault fault) {
    return FaultPlan.of(1, List.of(fault), 1, 3, 10).faults().get(0).nodes();
  }

  @Test
  void theHerdIsEveryone() {
    assertThat(FaultPlan.of(1, List.of(Fault.HERD), 1, 3, 10).faults().get(0).clients())
        .hasSize(10);
  }

  @Test
  void withoutKindsNothingIsPlanned() {
    assertThat(FaultPlan.of(1, List.of(), 9, 3, 10).faults()).isEmpty();
  }

  @Test
  void aNodeIsToldItsPortsItsClusterAndWhatTheUserAdds() {
    Blueprint blueprint =
        new Blueprint(
            Path.of("server.jar"),
            List.of("-Xmx512m"),
            List.of("--min-nodes", "2"),
            "c1",
            List.of("127.0.0.1:7001", "127.0.0.1:7002"),
            Map.of(),
            Path.of("."));
    assertThat(String.join(" ", blueprint.command(Host.LOOPBACK, 8001, 7001)))
        .endsWith(
            "java -Xmx512m -jar server.jar --host 127.0.0.1 --port 8001 --cluster-name c1"
                + " --cluster-port 7001 --cluster-host 127.0.0.1 --join"
                + " 127.0.0.1:7001,127.0.0.1:7002 --admin-port 0 --rate 0 --min-nodes 2");
  }

  @Test
  void freePortsDiffer() {
    assertThat(FreePorts.find(8)).doesNotHaveDuplicates().allMatch(port -> port > 0);
  }
}
