package chatbench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where something was measured, as far as figures depend on it; not whose machine it is. */
final class Machine {

  static Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "Processor",
        "%s, %d cores"
            .formatted(
                line("/proc/cpuinfo", "model name", System.getProperty("os.arch")), cores()));
    facts.put("Memory", memory(line("/proc/meminfo", "MemTotal", "")));
    facts.put("Kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    facts.put("System", line("/etc/os-release", "PRETTY_NAME", "unknown").replace("\"", ""));
    facts.put(
        "JDK",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
    return facts;
  }

  private static long cores() {
    return lines("/proc/cpuinfo").lines().filter(line -> line.startsWith("processor")).count();
  }

  private static String memory(String kib) {
    String digits = kib.replaceAll("\\D", "");
    return digits.isEmpty()
        ? "unknown"
        : Spread.number(Double.parseDouble(digits) / (1 << 20)) + " GiB";
  }

  private static String line(String file, String key, String otherwise) {
    return lines(file)
        .lines()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).replaceFirst("^\\s*[:=]\\s*", "").strip())
        .findFirst()
        .orElse(otherwise);
  }

  private static String lines(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      return "";
    }
  }

  private Machine() {}
}
