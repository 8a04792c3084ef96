package chatnode;

import chatnode.options.Heading;
import chatnode.options.Mistake;
import chatnode.options.Options;
import chatnode.options.Setting;
import chatnode.store.Storing;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Of which store, and from or to where. */
@Heading(
    "export writes all that is stored as lines of JSON, also while nodes run; import reads them"
        + " into another store, or the same, which no node may use meanwhile. What is there is"
        + " skipped: an import that was interrupted is run again. The lines have the key that"
        + " people's ids are made with: keep them as you keep the store. Options are read as those"
        + " of a node are.")
record MovingConfig(Storing storing, Lines lines) {

  @Heading("The lines")
  record Lines(
      @Setting(
              name = "--file",
              text = "written or read in place of standard output or standard input")
          Optional<Path> file) {}

  /** Empty when help or version was asked for and printed. */
  static Optional<MovingConfig> of(String verb, Map<String, String> environment, String... args)
      throws Mistake {
    Options<MovingConfig> options =
        new Options<>(MovingConfig.class, "chat-node " + verb, environment, NodeConfig.class);
    Optional<MovingConfig> config = options.read(args);
    if (config.isPresent() && config.get().storing.place().isMemory()) {
      throw new Mistake("--store memory: nothing is stored there; name the store.");
    }
    return config;
  }
}
