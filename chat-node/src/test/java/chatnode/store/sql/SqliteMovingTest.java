package chatnode.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.store.Store;
import chatnode.store.StoreProblem;
import chatnode.store.Storing;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From folder to folder. */
class SqliteMovingTest extends MovingContract {
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
  Store open(Storing storing) throws Exception {
    return Stores.open(storing, null, () -> NOW);
  }

  @Override
  String password() {
    return null;
  }

  private List<String> files(String name) throws Exception {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderInUseIsExportedAndNotFilled() throws Exception {
    Store one = node();
    write(one, FIRST, 1, 5);
    List<String> before = files("from");
    try (Export export = Export.of(from(), null)) {
      assertThat(export.write(OutputStream.nullOutputStream(), moved -> {}).messages())
          .isEqualTo(5);
    }
    assertThat(files("from")).isEqualTo(before);
    assertThatThrownBy(() -> Import.into(from(), null))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContainingAll(folder.resolve("from").toString(), "stop all nodes");
    node(); // nothing is held
  }

  @Test
  void noNodeBeginsToUseAFolderThatIsBeingFilled() throws Exception {
    stop(node());
    Import into = Import.into(from(), null);
    assertThatThrownBy(this::node)
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("start this node when that is done");
    assertThatThrownBy(() -> Import.into(from(), null)).isInstanceOf(StoreProblem.class);
    into.close();
    assertThat(node().state().place()).endsWith("node-1.db");
  }

  @Test
  void aFolderThatIsNotThereIsNotMadeByAnExport() {
    assertThatThrownBy(() -> Export.of(to(), null))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("there is no store in " + folder.resolve("to"));
    assertThat(folder.resolve("to")).doesNotExist();
  }
}
