package chatbench;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Reads the command line; a mistake is one sentence on standard error and exit status 2. */
@Command(
    name = "chat-bench",
    description = "Loads a chat server, or proves that it loses nothing.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      LoadCommand.class,
      VerifyCommand.class,
      LinesCommand.class,
      PastCommand.class,
      CompareCommand.class
    })
public final class Main implements Runnable {
  private static final int MISTAKE = 2;
  private static final int FAILURE = 1;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    Logger.getLogger("").setLevel(Level.SEVERE);
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .registerConverter(Duration.class, Spans::parse)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(
            (mistake, args) -> {
              mistake.getCommandLine().getErr().println(mistake.getMessage());
              return MISTAKE;
            })
        .setExecutionExceptionHandler(
            (failure, commandLine, parsed) -> {
              commandLine.getErr().println(failure.getMessage());
              return failure instanceof IllegalArgumentException ? MISTAKE : FAILURE;
            });
  }

  /** Without a command there is nothing to do but say which there are. */
  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(),
        "say what to do: chat-bench load, verify, lines, past or compare (or --help)");
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"chat-bench " + (version == null ? "unpackaged" : version)};
    }
  }
}
