package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.Client;
import chattest.support.Filler;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import chattest.support.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** P5 per node: what clients may do never grows it past its limits, nor holds up the others. */
class SmallNodeTest {
  private static final String LONG = "x".repeat(4000);
  private static final int SLACK_MS = 200;

  private static NodeProcess node(TestCluster cluster) {
    return cluster.node("--rate", "0", "--kept-memory", "16MiB", "--window-bytes", "4MiB");
  }

  private static void assertIsWell(NodeProcess node, Client witness) {
    witness.say("quiet", "still", "here").await("ack", ack -> ack.getString("id").equals("still"));
    assertThat(node.output()).doesNotContain("OutOfMemory").doesNotContain("SEVERE");
  }

  /** How long the slowest of a hundred took, in milliseconds. */
  private static double p99(Client witness, String name, int messages) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < messages; i++) {
      String id = name + i;
      long start = System.nanoTime();
      witness.say("quiet", id, "hello").await("ack", ack -> ack.getString("id").equals(id));
      nanos.add(System.nanoTime() - start);
    }
    nanos.sort(null);
    return nanos.get(nanos.size() * 99 / 100) / 1e6;
  }

  @Test
  void roomsThatAreMadeFilledAndLeftByTheThousandMakeRoomForOthers() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = node(cluster);
      Client witness = Client.hello(node, "witness").join("quiet");
      double before = p99(witness, "before", 300);
      List<CompletableFuture<Long>> done = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        String name = "filler" + i;
        done.add(CompletableFuture.supplyAsync(() -> fillAndLeave(node, name), threads));
      }
      double during = p99(witness, "during", 300);
      long kept = 0;
      for (CompletableFuture<Long> each : done) {
        kept += each.get(120, TimeUnit.SECONDS);
      }
      assertThat(kept).as("acknowledged, in all ten times what may be kept").isGreaterThan(10_000);
      assertThat(during).as("p99 in ms, %s before", before).isLessThan(2 * before + SLACK_MS);
      assertIsWell(node, witness);
      witness.close();
    } finally {
      threads.shutdownNow();
    }
  }

  private static long fillAndLeave(NodeProcess node, String name) {
    try (Filler filler = new Filler(node.ws("/chat"), name)) {
      for (int room = 0; room < 500; room++) {
        String it = name + "-" + room;
        if (filler.join(it)) {
          for (int i = 0; i < 10; i++) {
            filler.say(it, LONG);
          }
          filler.settle();
          filler.leave(it);
        }
      }
      assertThat(filler.others()).isZero();
      return filler.acknowledged();
    }
  }

  @Test
  void whereSomebodyIsInEveryRoomWhoWritesHearsBusyAndNothingIsSilent() {
    try (TestCluster cluster = new TestCluster()) {
      NodeProcess node = node(cluster);
      Client witness = Client.hello(node, "witness").join("quiet");
      try (Filler filler = new Filler(node.ws("/chat"), "filler")) {
        for (int room = 0; room < 20; room++) {
          assertThat(filler.join("full" + room)).isTrue();
        }
        for (int i = 0; i < 4000 && filler.busy() == 0; i++) {
          filler.say("full" + i % 20, LONG);
        }
        filler.settle();
        assertThat(filler.busy()).isPositive();
        assertThat(filler.others()).isZero();
        assertThat(filler.acknowledged()).isGreaterThan(1000);
      }
      try (Filler next = new Filler(node.ws("/chat"), "next")) {
        assertThat(next.join("quiet")).isTrue();
        Until.holds( // rooms that nobody is in make room
            () -> {
              next.say("quiet", "hello");
              next.settle();
              return next.acknowledged() > 0;
            });
      }
      assertIsWell(node, witness);
      witness.close();
    }
  }
}
