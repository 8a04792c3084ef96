package chatbench.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What Linux counts of processes: proc(5), under {@code root}, which is {@code /proc}. */
public record Proc(Path root) {
  public static final Proc HERE = new Proc(Path.of("/proc"));

  /** Of a second: what user space is told since Linux 2.6, whatever the kernel's own clock. */
  private static final double TICKS = 100;

  /** Numbers behind the name, which may have blanks and brackets: proc(5) counts it as second. */
  private record Stat(long parent, long ticks) {
    static Stat of(String line) {
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
      return new Stat(
          Long.parseLong(fields[1]), Long.parseLong(fields[11]) + Long.parseLong(fields[12]));
    }
  }

  /** Seconds of processors that a process and all below it have spent. */
  public double treeSeconds(long pid) {
    Map<Long, Stat> all = stats();
    return tree(pid, all).stream().mapToLong(each -> all.get(each).ticks()).sum() / TICKS;
  }

  /** Without those below it. */
  public double seconds(long pid) {
    try {
      return Stat.of(read(Long.toString(pid), "stat")).ticks() / TICKS;
    } catch (IOException e) {
      return 0;
    }
  }

  /** What a process and all below it have in memory, in KiB. */
  public double treeKib(long pid) {
    return tree(pid, stats()).stream().mapToDouble(this::kib).sum();
  }

  private double kib(long pid) {
    try {
      return read(Long.toString(pid), "status")
          .lines()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Empty where the process is gone. */
  private static List<Long> tree(long root, Map<Long, Stat> all) {
    List<Long> found = new ArrayList<>();
    if (all.containsKey(root)) {
      found.add(root);
      all.forEach(
          (pid, stat) -> {
            if (stat.parent() == root) {
              found.addAll(tree(pid, all));
            }
          });
    }
    return found;
  }

  private Map<Long, Stat> stats() {
    Map<Long, Stat> all = new HashMap<>();
    try (Stream<Path> entries = Files.list(root)) {
      entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .forEach(
              name -> {
                try {
                  all.put(Long.valueOf(name), Stat.of(read(name, "stat")));
                } catch (IOException e) {
                  // it has ended since it was listed
                }
              });
    } catch (IOException e) {
      throw new IllegalStateException("processors are counted on Linux only: no " + root, e);
    }
    return all;
  }

  private String read(String process, String file) throws IOException {
    return Files.readString(root.resolve(process).resolve(file), StandardCharsets.ISO_8859_1);
  }
}
