package chatbench;

import chatbench.store.Store;
import chatbench.store.StoreChoice;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the nodes that are started keep their messages. */
final class StoreOptions {

  @Option(
      names = "--store",
      description =
          "memory; sqlite: for files in a fresh folder that all nodes share, or sqlite:FOLDER;"
              + " postgresql for one that is started for the run, or its postgresql:// address."
              + " With --url what those nodes use, or left out where that is not known.")
  private String store;

  @Option(names = "--keep-data", description = "Leave the fresh folder or PostgreSQL's data there.")
  private boolean keep;

  /** With nodes of somebody else's nothing is presumed. */
  StoreChoice choice(boolean own) {
    if (store == null) {
      return own ? new StoreChoice("sqlite:") : StoreChoice.UNKNOWN;
    }
    return new StoreChoice(store);
  }

  Store open(Path folder) throws IOException {
    return Store.open(choice(true), folder, keep);
  }
}
