package chatbench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcTest {
  @TempDir private Path root;

  private void process(long pid, String name, long parent, long user, long system, long kib)
      throws IOException {
    Path folder = Files.createDirectories(root.resolve(Long.toString(pid)));
    Files.writeString(
        folder.resolve("stat"),
        "%d (%s) S %d 1 1 0 -1 4194560 100 0 0 0 %d %d 900 900 20 0 1 0 5 6 7\n"
            .formatted(pid, name, parent, user, system));
    Files.writeString(
        folder.resolve("status"),
        "Name:\t%s\nVmHWM:\t 99999 kB\nVmRSS:\t   %d kB\n".formatted(name, kib));
  }

  @Test
  void aProcessCountsWithAllBelowIt() throws IOException {
    process(10, "nginx", 1, 100, 50, 1_000);
    process(11, "worker", 10, 1_000, 200, 3_000);
    process(12, "grandchild", 11, 1, 1, 10);
    process(13, "stranger", 1, 7_777, 7_777, 7_777);
    Files.createDirectories(root.resolve("self"));
    Proc proc = new Proc(root);
    assertThat(proc.treeSeconds(10)).isEqualTo(13.52);
    assertThat(proc.treeKib(10)).isEqualTo(4_010);
    assertThat(proc.seconds(10)).isEqualTo(1.5);
  }

  /** Who names a process may write what he likes. */
  @Test
  void aNameWithBracketsAndNumbersIsNotTakenForFigures() throws IOException {
    process(10, "a) S 1 2 3 (b", 1, 30, 40, 5);
    assertThat(new Proc(root).treeSeconds(10)).isEqualTo(0.7);
  }

  @Test
  void aProcessThatIsGoneHasTakenNothing() throws IOException {
    process(10, "other", 1, 30, 40, 5);
    Files.createDirectories(root.resolve("11")); // it ended between two looks
    assertThat(new Proc(root).treeSeconds(11)).isZero();
    assertThat(new Proc(root).seconds(11)).isZero();
    assertThat(new Proc(root).treeKib(11)).isZero();
  }

  @Test
  void workOfThisProcessIsCounted() {
    long pid = ProcessHandle.current().pid();
    double before = Proc.HERE.seconds(pid);
    long end = System.nanoTime() + 60_000_000_000L;
    while (Proc.HERE.seconds(pid) < before + 0.1 && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(Proc.HERE.treeSeconds(pid)).isGreaterThanOrEqualTo(before + 0.1);
    assertThat(Proc.HERE.treeKib(pid)).isGreaterThan(10_000);
  }

  @Test
  void coresAreReadAsTheKernelWritesThem() {
    assertThat(Cores.list("0-1")).containsExactly(0, 1);
    assertThat(Cores.list("3")).containsExactly(3);
    assertThat(Cores.list("0,4-6,9")).containsExactly(0, 4, 5, 6, 9);
  }
}
