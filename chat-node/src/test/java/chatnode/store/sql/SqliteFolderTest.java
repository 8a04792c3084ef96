package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.store.Store;
import chatnode.store.StoreProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a folder, whose it is, and what is said when it is not as it should be. */
class SqliteFolderTest extends SharedStore {
  @TempDir Path folder;

  @Override
  Store open(Duration keep, long keepBytes) throws Exception {
    return open(folder);
  }

  private Store open(Path path) throws StoreProblem {
    return Stores.open(SqliteStoreTest.storing(path, keepAll(), 0), null, () -> NOW);
  }

  private static Duration keepAll() {
    return Duration.ZERO;
  }

  private void assertProblem(Path path, String... words) {
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContainingAll(words)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void everyNodeHasAFileAndTheNextOneTakesTheFirstThatIsFree() throws Exception {
    Store one = node();
    Store two = node();
    assertThat(one.state().place()).endsWith("node-1.db");
    assertThat(two.state().place()).endsWith("node-2.db");
    stop(one);
    assertThat(node().state().place()).endsWith("node-1.db");
    assertThat(node().state().place()).endsWith("node-3.db");
  }

  @Test
  void aFolderIsMadeAndIsTheOwnersAlone() throws Exception {
    Path deep = folder.resolve("not/yet/there");
    Store one = open(deep);
    nodes.add(one);
    write(one, FIRST, 1, 1);
    one.identityKey(new byte[32]);
    try (Stream<Path> files = Files.list(deep)) {
      assertThat(files.filter(file -> !file.toString().endsWith(".lock")))
          .hasSizeGreaterThan(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-------"));
    }
    assertThat(one.state().bytes()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void aStartLeavesNothingButWhatIsMeant() throws Exception {
    stop(node());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("node-1.db", "node-1.lock", "store.properties");
    }
  }

  @Test
  void whatANodeThatWasKilledLeftInItsLogIsRead() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 50);
    Path other = Files.createDirectory(folder.resolve("as it was when it was killed"));
    for (String name : List.of("node-1.db", "node-1.db-wal", "store.properties")) {
      Files.copy(folder.resolve(name), other.resolve(name));
    }
    assertThat(Files.size(other.resolve("node-1.db-wal"))).isPositive();
    OwnFile held = OwnFile.take(other.resolve("node-1.db")); // so that the reader is not its writer
    Store two = open(other);
    nodes.add(two);
    assertThat(two.state().place()).endsWith("node-2.db");
    assertThat(two.state().id()).isEqualTo(one.state().id());
    assertThat(numbers(newest(two))).isEqualTo(range(1, 50));
    held.close();
  }

  /** As the documents say it for a backup while nodes run. */
  @Test
  void whatWasVacuumedIntoAnotherFolderIsAllThatWasThere() throws Exception {
    Store one = node();
    Store two = node();
    one.identityKey("the key".getBytes(StandardCharsets.UTF_8));
    write(one, FIRST, 1, 50);
    write(two, FIRST, 51, 80);
    Path backup = Files.createDirectory(folder.resolve("backup"));
    for (String name : List.of("node-1.db", "node-2.db")) {
      execute(name, "vacuum into '" + backup.resolve(name) + "'");
    }
    for (String name : List.of("store.properties", "identity.key")) {
      Files.copy(folder.resolve(name), backup.resolve(name));
    }
    Store restored = open(backup);
    nodes.add(restored);
    assertThat(numbers(newest(restored))).isEqualTo(range(1, 80));
    assertThat(restored.identityKey(new byte[1]))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("the key");
    Store.Query query = new Store.Query(List.of(ROOM), "text 77", null, 10);
    assertThat(await(restored.search(query)).hits()).hasSize(1);
    write(restored, FIRST, 81, 82);
    assertThat(numbers(newest(restored))).isEqualTo(range(1, 82));
  }

  @Test
  void aFileThatGoesAwayIsReadNoMore() throws Exception {
    Store one = node();
    Store two = node();
    write(one, FIRST, 1, 1);
    write(two, FIRST, 2, 2);
    assertThat(numbers(newest(one))).containsExactly(1L, 2L);
    stop(two);
    Files.delete(folder.resolve("node-2.db"));
    assertThat(numbers(newest(one))).containsExactly(1L);
  }

  @Test
  void aFileThatIsNoDatabaseIsNamed() throws Exception {
    Files.writeString(folder.resolve("node-1.db"), "these are not the tables".repeat(100));
    assertProblem(folder, "node-1.db", "no database", "move the file");
    assertThat(Files.readString(folder.resolve("node-1.db"))).startsWith("these are");
  }

  @Test
  void aFileOfAnotherNodeThatIsNoDatabaseIsNamed() throws Exception {
    stop(node());
    Files.writeString(folder.resolve("node-2.db"), "these are not the tables".repeat(100));
    assertProblem(folder, "node-2.db", "no database");
    Files.delete(folder.resolve("node-2.db"));
    write(node(), FIRST, 1, 1); // nothing is locked any more
  }

  @Test
  void aDatabaseOfAnotherApplicationIsNotTouched() throws Exception {
    execute("node-1.db", "create table message (id integer primary key, subject text)");
    assertProblem(folder, "node-1.db", "is not chat-node's");
  }

  @Test
  void aNewerSchemaIsLeftAlone() throws Exception {
    stop(node());
    execute(
        "node-1.db",
        "insert into schema_version select 9, 0, 'V', '9', 'later', 'SUCCESS', 0, 'x', 0");
    assertProblem(folder, "node-1.db", "newer chat-node", "schema is 9", "start that version");
  }

  @Test
  void aNewerFormatIsLeftAlone() throws Exception {
    stop(node());
    Path about = folder.resolve("store.properties");
    Files.writeString(about, Files.readString(about).replace("format=1", "format=2"));
    assertProblem(folder, folder.toString(), "newer chat-node", "start that version");
  }

  @Test
  void somethingElseInPlaceOfTheFoldersNameIsSaid() throws Exception {
    Files.writeString(folder.resolve("store.properties"), "id=none\n");
    assertProblem(folder, "store.properties", "restore it");
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertProblem(file, file.toString(), "--store sqlite:FOLDER");
    assertProblem(file.resolve("below"), "--store sqlite:FOLDER");
    assertProblem(Path.of("/proc/1/chat"), "/proc/1/chat", "--store sqlite:FOLDER");
  }

  @Test
  void aDamagedFileIsSaidToBe() throws Exception {
    Store one = node();
    for (int i = 0; i < 10; i++) {
      write(one, FIRST, i * 100 + 1, i * 100 + 100);
    }
    stop(one);
    Path file = folder.resolve("node-1.db");
    byte[] bytes = Files.readAllBytes(file);
    java.util.Arrays.fill(bytes, 100, 8192, (byte) 0x5a);
    Files.write(file, bytes);
    assertProblem(folder, "node-1.db", "damaged");
  }

  private void execute(String file, String sql) throws Exception {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
