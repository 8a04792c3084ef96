package chatnode.options;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line as picocli reads it: which option was given what, nothing converted yet. */
final class CommandLineWords {
  private static final int WIDTH = 100;
  private final CommandLine line;

  CommandLineWords(String command, String version, String about, List<Section> sections) {
    CommandSpec spec = CommandSpec.create().name(command).mixinStandardHelpOptions(true);
    spec.version(command + " " + version);
    spec.usageMessage().description(about).sortOptions(false).width(WIDTH);
    spec.usageMessage()
        .customSynopsis("java -jar " + command.replaceFirst("^\\S+", "$0.jar") + " [options]");
    for (Section section : sections) {
      ArgGroupSpec.Builder group =
          ArgGroupSpec.builder().heading("%n" + section.heading() + "%n").validate(false);
      section.options().forEach(option -> group.addArg(spec(option)));
      spec.addArgGroup(group.build());
    }
    line = new CommandLine(spec);
    line.setOverwrittenOptionsAllowed(true); // the last one counts, as scripts that append expect
  }

  private static OptionSpec spec(Option option) {
    OptionSpec.Builder spec =
        OptionSpec.builder(option.name()).type(String.class).description(description(option));
    return option.isFlag()
        ? spec.arity("0..1").fallbackValue("true").paramLabel("true|false").build()
        : spec.arity("1").paramLabel(option.label()).build();
  }

  private static String description(Option option) {
    String text = option.setting().text().replace("%", "%%");
    String more =
        Stream.of(option.usual().isEmpty() ? "" : "default " + option.usual(), option.range())
            .filter(part -> !part.isEmpty())
            .reduce((usual, range) -> usual + "; " + range)
            .map(part -> " (" + part.replace("%", "%%") + ")")
            .orElse("");
    return text + more;
  }

  /** By name of the option; null when help or version was asked for and printed. */
  Map<String, String> read(String... args) throws Mistake {
    try {
      ParseResult result = line.parseArgs(args);
      if (CommandLine.printHelpIfRequested(result)) {
        return null;
      }
      Map<String, String> given = new HashMap<>();
      for (OptionSpec each : result.matchedOptions()) {
        given.put(each.longestName(), each.getValue());
      }
      return given;
    } catch (ParameterException e) {
      throw new Mistake(e.getMessage().strip().replaceFirst("[.]$", "") + ". See --help.");
    }
  }

  /** What --help prints. */
  String help() {
    return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
  }
}
