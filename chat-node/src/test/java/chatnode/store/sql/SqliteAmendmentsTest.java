package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.protocol.Placed;
import chatnode.store.Store;
import chatnode.store.Storing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on a folder; and no file of it has the text any more. */
class SqliteAmendmentsTest extends AmendmentsContract {
  @TempDir Path folder;

  @Override
  Storing from() {
    return SqliteStoreTest.storing(folder.resolve("from"), Duration.ZERO, 0);
  }

  @Override
  Storing to() {
    return SqliteStoreTest.storing(folder.resolve("to"), Duration.ZERO, 0);
  }

  @Override
  String password() {
    return null;
  }

  /** Also in the logs beside the files. */
  private boolean isInNoFile(String text) {
    try (Stream<Path> files = Files.list(folder.resolve("from"))) {
      for (Path file : files.toList()) {
        if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      return false; // one has just gone
    }
  }

  @Test
  void noFileHasTheTextAfterTheNextCheckpointThoughItWasAmongMany() throws Exception {
    Store one = node();
    Store two = node();
    for (long seq = 1; seq < 3000; seq += 100) {
      write(seq % 200 == 1 ? one : two, FIRST, seq, seq + 99);
    }
    write(one, entry(3101, "the secret of one"), entry(3102, "x".repeat(9000) + " large secret"));
    write(two, entry(3103, "the secret of two"));
    assertThat(isInNoFile("the secret of")).isFalse();
    write(two, delete(3104, "m3101"), delete(3105, "m3102"), edit(3106, "m3103", "harmless"));
    for (String text : List.of("the secret of", "large secret")) {
      eventually(() -> isInNoFile(text));
    }
  }

  @Test
  void theFileOfANodeThatIsGoneIsCleanedByOneThatIsThere() throws Exception {
    Store one = node();
    Store two = node();
    write(two, entry(1, "the secret of two"));
    stop(two);
    write(one, delete(2, "m1"));
    eventually(() -> isInNoFile("the secret of two"));
  }

  @Test
  void aNodeThatComesBackCarriesOutWhatItMissed() throws Exception {
    Store one = node();
    Store two = node();
    write(one, entry(1, "the secret of one"));
    write(two, delete(2, "m1"));
    stop(two);
    stop(one);
    node();
    node();
    eventually(() -> isInNoFile("the secret of one"));
  }

  @Test
  void aFileOfAnOlderVersionIsReadAndBroughtUpWhereItIsNeeded() throws Exception {
    Store one = node();
    Store two = node();
    write(two, entry(1, "the secret of two"), entry(2, "other"));
    stop(two);
    String file = "jdbc:sqlite:" + folder.resolve("from/node-2.db");
    try (Connection connection = DriverManager.getConnection(file);
        Statement statement = connection.createStatement()) {
      statement.execute("drop table amendment");
      statement.execute("drop table swept");
      statement.execute("delete from schema_version where mversion = '2'");
    }
    stop(one);
    one = node();
    assertThat(numbers(newest(one))).containsExactly(1L, 2L);
    write(one, delete(3, "m1"));
    eventually(() -> isInNoFile("the secret of two"));
    two = node();
    write(two, delete(4, "m2"));
    eventuallyInNoRow(one, "other");
    assertThat(texts(newest(one).messages().stream().map(Placed::entry).toList()))
        .containsExactly("", "", "", "");
  }
}
