package chatnode.store;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where messages stay, and how long. */
@Heading("Messages that stay")
public record Storing(
    @Setting(
            name = "--store",
            standard = "sqlite:data",
            text =
                "sqlite:FOLDER, made if missing and shared by the nodes of one machine;"
                    + " postgresql://user@host:port/database for nodes on several; or memory:"
                    + " a full stop loses everything")
        StorePlace place,
    @Setting(
            name = "--store-password-file",
            text = "a file whose first line is PostgreSQL's password; or CHAT_STORE_PASSWORD")
        Optional<Path> passwordFile,
    @Setting(
            name = "--ack",
            standard = "stored",
            text =
                "stored: a message is on disk before its ack leaves; replicated: on two nodes, as"
                    + " far as there are two")
        Ack ack,
    @Setting(
            name = "--sync",
            standard = "full",
            text =
                "SQLite: full waits for the disk, and survives a loss of power; normal survives"
                    + " the end of processes only")
        Sync sync,
    @Setting(
            name = "--keep",
            standard = "0s",
            from = "0s",
            to = "36500d",
            text = "messages older than this are deleted from the store; 0s for never")
        Duration keep,
    @Setting(
            name = "--keep-bytes",
            standard = "0",
            from = "0",
            to = "1048576GiB",
            text = "the oldest are deleted while the store is larger than this; 0 for never")
        long keepBytes) {

  public enum Ack {
    STORED,
    REPLICATED
  }

  public enum Sync {
    FULL,
    NORMAL
  }

  /** Null where none is given: PostgreSQL may let this user in without. */
  public String password() throws StoreProblem {
    try {
      return passwordFile.isPresent()
          ? Files.readAllLines(passwordFile.get()).stream().findFirst().orElse("")
          : System.getenv("CHAT_STORE_PASSWORD");
    } catch (IOException e) {
      throw new StoreProblem("--store-password-file: cannot read " + passwordFile.get() + ".");
    }
  }

  /** The same, but nothing is deleted however old or large it is. */
  public Storing keepingAll() {
    return new Storing(place, passwordFile, ack, sync, Duration.ZERO, 0);
  }
}
