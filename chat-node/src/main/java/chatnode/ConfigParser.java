package chatnode;

import chatnode.cluster.ClusterSettings.Discovery;
import chatnode.web.Proxies;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Reads a {@link NodeConfig} from its sources and checks it. A mistake is one sentence. */
final class ConfigParser {
  /** What the user did wrong. */
  static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String sentence) {
      super(sentence);
    }
  }

  private final Map<String, String> environment;

  ConfigParser(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The settings, or null when help or version was asked for and printed. */
  NodeConfig parse(String... args) throws Mistake {
    NodeConfig config = new NodeConfig();
    CommandLine line = new CommandLine(config).setCaseInsensitiveEnumValuesAllowed(true);
    line.setOverwrittenOptionsAllowed(true); // the last one counts, as scripts that append expect
    line.registerConverter(Duration.class, new Durations());
    try {
      Properties file = file(args, line);
      line.setDefaultValueProvider(argument -> fallback(argument, file));
      line.parseArgs(args);
    } catch (ParameterException e) {
      throw new Mistake(e.getMessage() + ". See --help.");
    }
    if (CommandLine.printHelpIfRequested(line.getParseResult())) {
      return null;
    }
    check(config);
    return config;
  }

  /** --config is looked for first, since the file gives the other options their defaults. */
  private Properties file(String[] args, CommandLine line) throws Mistake {
    String path = environment.get("CHAT_CONFIG");
    for (int i = 0; i < args.length; i++) {
      if (args[i].startsWith("--config=")) {
        path = args[i].substring("--config=".length());
      } else if (args[i].equals("--config") && i + 1 < args.length) {
        path = args[i + 1];
      }
    }
    Properties file = new Properties();
    if (path == null) {
      return file;
    }
    try (Reader reader = Files.newBufferedReader(Path.of(path))) {
      file.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw new Mistake("--config: cannot read " + path + ".");
    }
    for (String key : new TreeSet<>(file.stringPropertyNames())) {
      if (line.getCommandSpec().findOption("--" + key) == null) {
        throw new Mistake("--config: " + path + " has a key that is no option: " + key + ".");
      }
    }
    return file;
  }

  private String fallback(ArgSpec argument, Properties file) {
    if (!(argument instanceof OptionSpec option)) {
      return null;
    }
    String name = option.longestName().substring(2);
    String variable = "CHAT_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
    String value = environment.get(variable);
    return value != null ? value : file.getProperty(name);
  }

  private static void check(NodeConfig c) throws Mistake {
    range("--port", c.port, 0, 65535);
    range("--cluster-port", c.clusterPort, 1, 65535);
    range("--bus-port", c.busPort, 0, 65535);
    range("--admin-port", c.adminPort, -1, 65535);
    range("--min-nodes", c.minNodes, 1, 1000);
    range("--history", c.history, 1, 100_000);
    range("--history-bytes", c.historyBytes, 65_536, 1L << 30);
    range("--loops", c.loops, 1, 256);
    range("--sockets", c.sockets, 1, 10_000_000);
    range("--sockets-per-address", c.socketsPerAddress, 0, 10_000_000);
    range("--connection-rate", c.connectionRate, 0, 1_000_000);
    range("--rate", c.rate, 0, 1_000_000);
    range("--burst", c.burst, 1, 1_000_000);
    range("--text", c.text, 1, 1_000_000);
    range("--frame", c.frame, 1024, 16 << 20);
    range("--unread", c.unread, 65_536, 1 << 30);
    range("--rooms", c.rooms, 1, 10_000);
    range("--people", c.people, 1, 1_000_000);
    range("--pending", c.pending, 1, 1_000_000);
    address("--cluster-public", c.clusterPublic);
    address("--bus-public", c.busPublic);
    hosts(c.hosts);
    files(c);
    try {
      new Proxies(c.trustedProxies);
    } catch (IllegalArgumentException e) {
      throw new Mistake("--trusted-proxies: " + e.getMessage() + ".");
    }
    if (c.proxyProtocol && c.trustedProxies.isEmpty()) {
      throw new Mistake("--proxy-protocol: say in --trusted-proxies whose header is believed.");
    }
    if (c.clusterName.isBlank()) {
      throw new Mistake("--cluster-name: a name is needed.");
    }
    if (c.standalone && c.minNodes > 1) {
      throw new Mistake(
          "--standalone: one node alone can never be " + c.minNodes + " (--min-nodes).");
    }
    boolean isService = c.discovery == Discovery.DNS || c.discovery == Discovery.KUBERNETES;
    if (isService && c.join.size() != 1) {
      throw new Mistake("--discovery " + lower(c.discovery) + ": --join names the service.");
    }
    if (c.heartbeatTimeout.toSeconds() < 2) {
      throw new Mistake("--heartbeat-timeout: at least 2s, as members are heard every second.");
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void range(String option, long value, long least, long most) throws Mistake {
    if (value < least || value > most) {
      throw new Mistake(option + ": " + value + " is not from " + least + " to " + most + ".");
    }
  }

  private static void files(NodeConfig c) throws Mistake {
    if ((c.tlsCert == null) != (c.tlsKey == null)) {
      throw new Mistake("--tls-cert and --tls-key: both or neither.");
    }
    if (c.tlsCert != null && !Files.isReadable(Path.of(c.tlsCert))) {
      throw new Mistake("--tls-cert: cannot read " + c.tlsCert + ".");
    }
    if (c.tlsKey != null && !Files.isReadable(Path.of(c.tlsKey))) {
      throw new Mistake("--tls-key: cannot read " + c.tlsKey + ".");
    }
  }

  private static void hosts(Set<String> names) throws Mistake {
    for (String name : names) {
      if (!name.trim().matches("[*]|[A-Za-z0-9._-]+")) {
        throw new Mistake(
            "--hosts: '" + name + "' is not a name like chat.example.com, without a port, or *.");
      }
    }
  }

  private static void address(String option, String value) throws Mistake {
    if (value != null && !value.matches("[^:\\s]+(:[0-9]{1,5})?")) {
      throw new Mistake(option + ": '" + value + "' is not host or host:port.");
    }
  }

  /** 500ms, 10s, 5m, 2h, 1d; a bare number is seconds. */
  static final class Durations implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String value) {
      String number = value.replaceFirst("[a-z]*$", "");
      if (!number.matches("[0-9]{1,9}")) {
        throw new TypeConversionException(
            "'" + value + "' is not a duration like 500ms, 10s or 5m");
      }
      long amount = Long.parseLong(number);
      return switch (value.substring(number.length())) {
        case "ms" -> Duration.ofMillis(amount);
        case "s", "" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        case "d" -> Duration.ofDays(amount);
        default ->
            throw new TypeConversionException(
                "'" + value + "' is not a duration like 500ms, 10s or 5m");
      };
    }
  }
}
