package chatbench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Which processor is the server's and which the load's: two of those that we may use, where there
 * are two and {@code taskset} is there. Else both run wherever the system puts them.
 */
public final class Cores {
  private final List<Integer> pair;

  private Cores(List<Integer> pair) {
    this.pair = pair;
  }

  public static Cores ofMachine() {
    List<Integer> allowed = allowed();
    boolean apart = allowed.size() > 1 && Program.find("taskset").isPresent();
    return new Cores(apart ? allowed.subList(0, 2) : List.of());
  }

  /** Everything where it happens to be. */
  public static Cores shared() {
    return new Cores(List.of());
  }

  private static List<Integer> allowed() {
    try {
      return Files.readString(Path.of("/proc/self/status"))
          .lines()
          .filter(line -> line.startsWith("Cpus_allowed_list:"))
          .map(line -> list(line.substring(line.indexOf(':') + 1).strip()))
          .findFirst()
          .orElse(List.of());
    } catch (IOException e) {
      return List.of();
    }
  }

  /** As the kernel writes them: {@code 0-3,6}. */
  static List<Integer> list(String text) {
    List<Integer> cores = new ArrayList<>();
    for (String part : text.split(",")) {
      String[] ends = part.split("-");
      for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[ends.length - 1]); i++) {
        cores.add(i);
      }
    }
    return cores;
  }

  /** What stands before a server's command. */
  List<String> prefix() {
    return pair.isEmpty() ? List.of() : List.of("taskset", "-c", pair.get(0).toString());
  }

  /** Moves this process with all its threads to the load's. */
  public void settle() throws IOException {
    if (!pair.isEmpty()) {
      String pid = Long.toString(ProcessHandle.current().pid());
      Program.run(Path.of("."), List.of("taskset", "-a", "-p", "-c", pair.get(1).toString(), pid));
    }
  }

  @Override
  public String toString() {
    return pair.isEmpty()
        ? "server and load wherever the system puts them"
        : "server on core %d, load on core %d".formatted(pair.get(0), pair.get(1));
  }
}
