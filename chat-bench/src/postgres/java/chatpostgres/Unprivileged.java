package chatpostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Who runs PostgreSQL, as it refuses to be run by root: whoever runs us, if that is not root; else
 * nobody of a user namespace of its own, who reaches all that root does; else, where a container
 * forbids that, the user nobody, in a folder that it reaches.
 */
final class Unprivileged {
  private static final int NOBODY = 65_534;

  private enum How {
    AS_WE_ARE,
    IN_A_NAMESPACE("unshare", "--user"),
    AS_NOBODY("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");

    private final List<String> prefix;

    How(String... prefix) {
      this.prefix = List.of(prefix);
    }
  }

  private final How how;
  private final Path folder;

  private Unprivileged(How how, Path folder) {
    this.how = how;
    this.folder = folder;
  }

  /** Somebody who can work in {@code wished}, or in a folder instead of it. */
  static Unprivileged whoReaches(Path wished) {
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    String own = "chat-postgres-" + Integer.toHexString(wished.hashCode());
    Path open = Path.of(System.getProperty("java.io.tmpdir"), own);
    List<Unprivileged> candidates =
        isRoot
            ? List.of(
                new Unprivileged(How.IN_A_NAMESPACE, wished),
                new Unprivileged(How.AS_NOBODY, wished),
                new Unprivileged(How.AS_NOBODY, open))
            : List.of(new Unprivileged(How.AS_WE_ARE, wished));
    return candidates.stream()
        .filter(Unprivileged::canWork)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "PostgreSQL does not run as root, and nobody else can write in "
                        + wished
                        + " or "
                        + open
                        + ": run this as another user."));
  }

  private boolean canWork() {
    try {
      own(Files.createDirectories(folder));
      return new ProcessBuilder(command("test", "-w", folder.toString()))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false; // there is no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  Path folder() {
    return folder;
  }

  void own(Path directory) {
    if (how != How.AS_NOBODY) {
      return;
    }
    try {
      Files.setAttribute(directory, "unix:uid", NOBODY);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>(how.prefix);
    command.add(program);
    command.addAll(List.of(arguments));
    return command;
  }
}
