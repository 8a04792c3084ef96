package chattest.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import chattest.support.NodeProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What cannot be run here is at least read, and says nothing that the node does not know. */
class DeployTest {
  private static final Path DEPLOY = Path.of("../deploy");
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  /** Of systemd.unit(5), systemd.service(5), systemd.exec(5) and systemd.kill(5). */
  private static final Set<String> KEYS =
      Set.of(
          ("Description After Wants ExecStart WorkingDirectory User DynamicUser KillSignal KillMode"
                  + " StateDirectory StateDirectoryMode Environment"
                  + " TimeoutStopSec Restart RestartSec LimitNOFILE AmbientCapabilities"
                  + " NoNewPrivileges ProtectSystem ProtectHome PrivateTmp PrivateDevices"
                  + " RestrictAddressFamilies WantedBy")
              .split(" "));

  private static final String PASSWORD = "CHAT_STORE_PASSWORD";
  private static String help;
  @TempDir Path folder;

  @BeforeAll
  static void askForTheOptions() {
    try (NodeProcess node = NodeProcess.launch(List.of("--help"))) {
      assertThat(node.await()).isZero();
      help = node.output();
    }
  }

  private static List<Map<String, Object>> manifest() throws Exception {
    List<Map<String, Object>> documents = new ArrayList<>();
    String text = Files.readString(DEPLOY.resolve("kubernetes.yaml"));
    for (Object each : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(text)) {
      documents.add(map(each));
    }
    return documents;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  private static Object at(Object from, Object... path) {
    Object here = from;
    for (Object step : path) {
      here = step instanceof Integer index ? ((List<?>) here).get(index) : map(here).get(step);
      assertThat(here).as(String.valueOf(step)).isNotNull();
    }
    return here;
  }

  @Test
  void theManifestHasAHeadlessServiceProbesADelayBeforeTheEndAndABudget() throws Exception {
    List<Map<String, Object>> documents = manifest();
    assertThat(documents).allSatisfy(each -> assertThat(each).containsKeys("apiVersion", "kind"));
    assertThat(documents.stream().map(each -> each.get("kind")))
        .containsExactly(
            "Service", "Service", "PodDisruptionBudget", "NetworkPolicy", "StatefulSet", "Secret");
    assertThat(at(documents.get(0), "spec", "clusterIP")).isEqualTo("None");
    assertThat(at(documents.get(2), "spec", "maxUnavailable")).isEqualTo(1);
    Map<String, Object> set = documents.get(4);
    assertThat(at(set, "spec", "serviceName")).isEqualTo(at(documents.get(0), "metadata", "name"));
    Object pod = at(set, "spec", "template", "spec");
    Object container = at(pod, "containers", 0);
    assertThat(at(container, "readinessProbe", "httpGet", "path")).isEqualTo("/health/ready");
    assertThat(at(container, "livenessProbe", "httpGet", "path")).isEqualTo("/health/live");
    int delay = seconds(container, "CHAT_DRAIN_DELAY");
    assertThat(delay)
        .as("until the readiness probe has failed")
        .isGreaterThan(
            (Integer) at(container, "readinessProbe", "periodSeconds")
                * (Integer) at(container, "readinessProbe", "failureThreshold"));
    assertThat((Integer) at(pod, "terminationGracePeriodSeconds"))
        .isGreaterThan(delay + seconds(container, "CHAT_DRAIN") + 80); // what may follow the drain
  }

  @Test
  void noServiceOfTheNamespaceSetsAnOption() throws Exception {
    Object pod = at(manifest().get(4), "spec", "template", "spec");
    assertThat(at(pod, "enableServiceLinks")).isEqualTo(false);
  }

  private static int seconds(Object container, String variable) {
    return ((List<?>) at(container, "env"))
        .stream()
            .filter(each -> variable.equals(map(each).get("name")))
            .map(each -> (String) map(each).get("value"))
            .mapToInt(value -> Integer.parseInt(value.replaceFirst("s$", "")))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void everyVariableOfTheManifestIsAnOption() throws Exception {
    Object env = at(manifest().get(4), "spec", "template", "spec", "containers", 0, "env");
    assertThat((List<?>) env)
        .isNotEmpty()
        .allSatisfy(
            each -> {
              String name = (String) map(each).get("name");
              assertThat(name).startsWith("CHAT_");
              if (name.equals(PASSWORD)) {
                return; // a variable only, as a command line is seen by everybody
              }
              String option = name.substring(5).toLowerCase().replace('_', '-');
              assertThat(help).contains("--" + option + "=");
            });
  }

  @Test
  void thePasswordOfTheStoreIsInASecretOfTheManifest() throws Exception {
    assertThat(help).contains(PASSWORD);
    Object env = at(manifest().get(4), "spec", "template", "spec", "containers", 0, "env");
    Object password =
        ((List<?>) env)
            .stream().filter(each -> PASSWORD.equals(map(each).get("name"))).findFirst().get();
    Object reference = at(password, "valueFrom", "secretKeyRef");
    Object secret = manifest().get(5);
    assertThat(at(reference, "name")).isEqualTo(at(secret, "metadata", "name"));
    assertThat(map(at(secret, "stringData"))).containsKey((String) at(reference, "key"));
  }

  @Test
  void theSystemdUnitKeepsMessagesInItsStateDirectory() throws Exception {
    String unit = Files.readString(DEPLOY.resolve("chat-node.service"));
    assertThat(unit)
        .contains(" --store sqlite:/var/lib/chat-node\n")
        .contains("\nStateDirectory=chat-node\n");
  }

  @Test
  void everyOptionOfTheSystemdUnitExists() throws Exception {
    String unit = Files.readString(DEPLOY.resolve("chat-node.service"));
    String start = unit.lines().filter(l -> l.startsWith("ExecStart=")).findFirst().orElseThrow();
    String options = start.substring(start.indexOf(" --"));
    assertThat(options.split(" "))
        .filteredOn(word -> word.startsWith("--"))
        .isNotEmpty()
        .allSatisfy(option -> assertThat(help).contains(option));
    assertThat(unit).contains("KillSignal=SIGTERM").contains("[Install]");
  }

  /** Where there is a systemd it is asked; elsewhere the unit is at least read as it reads it. */
  @Test
  void systemdFindsNoMistakeInTheUnit() throws Exception {
    Path unit = folder.resolve("chat-node.service");
    String text = Files.readString(DEPLOY.resolve("chat-node.service"));
    Files.writeString(unit, text.replace("=/opt/chat-node/chat-node", "=/bin/true"));
    assertThat(mistakes(text)).isEmpty();
    assertThat(mistakes(text.replace("KillMode", "KilMode"))).containsExactly("KilMode=mixed");
    if (Files.isExecutable(ANALYZE)) {
      assertThat(verify(unit)).isZero();
      Files.writeString(unit, text.replace("KillMode=mixed", "KillMode=nonsense"));
      assertThat(verify(unit)).as("it can find one").isNotZero();
    }
  }

  private static List<String> mistakes(String unit) {
    return unit.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .filter(line -> !line.matches("\\[(Unit|Service|Install)]"))
        .filter(line -> !KEYS.contains(line.replaceFirst("=.*", "")))
        .toList();
  }

  /** The exit status. */
  private static int verify(Path unit) throws Exception {
    Process check =
        new ProcessBuilder(
                ANALYZE.toString(), "verify", "--man=no", "--recursive-errors=no", unit.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(check.waitFor(20, TimeUnit.SECONDS)).as("it ends").isTrue();
    return check.exitValue();
  }
}
