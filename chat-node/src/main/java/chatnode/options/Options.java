package chatnode.options;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads a record of settings from the command line, the environment, a file and the defaults. */
public final class Options<T> {
  private static final String NO_LINK = "enableServiceLinks: false";

  @Heading("The file")
  private record ConfigFile(
      @Setting(
              name = "--config",
              text = "properties file with more options, the names without the dashes: port=8081")
          Optional<Path> config) {}

  /** Carries a mistake out of the building of a record. */
  private static final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stopped(Mistake mistake) {
      super(mistake);
    }
  }

  private final Class<T> root;
  private final String command;
  private final Map<String, String> environment;
  private final List<Section> sections;
  private final List<Section> passedOver = new ArrayList<>();

  /** {@code others}' options may be in the file, too, and mean nothing here. */
  public Options(
      Class<T> root, String command, Map<String, String> environment, Class<?>... others) {
    this.root = root;
    this.command = command;
    this.environment = environment;
    this.sections = new ArrayList<>(Section.of(root));
    sections.addAll(Section.of(ConfigFile.class));
    for (Class<?> each : others) {
      passedOver.addAll(Section.of(each));
    }
  }

  /** The defaults but for what is given here, for tests; works for any record of settings. */
  public static <T> T with(Class<T> root, String... args) {
    try {
      return new Options<>(root, "test", Map.of()).read(args).orElseThrow();
    } catch (Mistake e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Empty when help or version was asked for and printed. */
  public Optional<T> read(String... args) throws Mistake {
    refuseReplaced(args);
    Map<String, String> line = words().read(args);
    if (line == null) {
      return Optional.empty();
    }
    Sources sources = new Sources(line, environment);
    Optional<Path> file = build(ConfigFile.class, sources).config();
    if (file.isPresent()) {
      sources.read(file.get(), names());
    }
    for (Option each : all().filter(isReplacement()).toList()) {
      refuseReplaced(each, !sources.of(each.setting().formerly()).text().isEmpty());
    }
    return Optional.of(build(root, sources));
  }

  private <R> R build(Class<R> group, Sources sources) throws Mistake {
    try {
      return Section.build(group, option -> value(option, sources.of(option.name())));
    } catch (Stopped e) {
      throw (Mistake) e.getCause();
    }
  }

  private static Object value(Option option, Sources.Given given) {
    try {
      return option.value(given.text());
    } catch (IllegalArgumentException e) {
      String from = given.from().isEmpty() ? "" : " (from " + given.from() + ")";
      throw new Stopped(
          new Mistake(option.name() + ": " + e.getMessage() + from + hint(given) + "."));
    }
  }

  /** Kubernetes tells a pod of each service of its namespace: CHAT_PORT of one named chat. */
  private static String hint(Sources.Given given) {
    boolean isLink =
        given.from().startsWith("CHAT_") && given.text().matches("(tcp|udp|sctp)://.*");
    return isLink
        ? "; Kubernetes sets that for a service of such a name, unless the pod says " + NO_LINK
        : "";
  }

  private void refuseReplaced(String... args) throws Mistake {
    for (Option each : all().filter(isReplacement()).toList()) {
      String old = each.setting().formerly();
      refuseReplaced(
          each, Stream.of(args).anyMatch(arg -> arg.equals(old) || arg.startsWith(old + "=")));
    }
  }

  private static void refuseReplaced(Option now, boolean isGiven) throws Mistake {
    if (isGiven) {
      throw new Mistake(
          now.setting().formerly()
              + ": replaced by "
              + now.name()
              + ", "
              + now.setting().text()
              + ".");
    }
  }

  private static Predicate<Option> isReplacement() {
    return option -> !option.setting().formerly().isEmpty();
  }

  private Stream<Option> all() {
    return sections.stream().flatMap(section -> section.options().stream());
  }

  /** Of all options, also of those that are no more: who gives one is told what to give. */
  private List<String> names() {
    return Stream.concat(all(), passedOver.stream().flatMap(each -> each.options().stream()))
        .flatMap(option -> Stream.of(option.name(), option.setting().formerly()))
        .toList();
  }

  private CommandLineWords words() {
    String version = root.getPackage().getImplementationVersion();
    return new CommandLineWords(
        command, version == null ? "(not packaged)" : version, about(), sections);
  }

  private String about() {
    return Optional.ofNullable(root.getAnnotation(Heading.class)).map(Heading::value).orElse("");
  }

  /** All options as tables, for the documents. */
  public String page() {
    return Page.of(sections);
  }
}
