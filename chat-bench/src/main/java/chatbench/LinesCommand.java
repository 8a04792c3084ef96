package chatbench;

import chatbench.lines.Amount;
import chatbench.lines.Lines;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes up a history of any length, for {@code chat-node import} to fill a store with. */
@Command(
    name = "lines",
    description = "Prints a made-up history as the lines that chat-node import reads.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    showDefaultValues = true,
    sortOptions = false)
final class LinesCommand implements Callable<Integer> {
  private static final int BUFFER = 1 << 16;

  @Option(names = "--messages", description = "Messages of all rooms together, 50 ms apart.")
  private long messages = 1_000_000;

  @Option(names = "--rooms", description = "Rooms: room-1, room-2 ...")
  private int rooms = 1;

  @Option(names = "--seed", description = "Another one is other messages.")
  private long seed = 1;

  @Option(names = "--korean", description = "Per cent of the words that are Korean.")
  private int korean = 60;

  /** Not through {@code System.out}, which would go on when nobody reads any more. */
  @Override
  public Integer call() throws IOException {
    Lines lines = new Lines(new Amount(messages, rooms, seed, korean), System.currentTimeMillis());
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
            BUFFER)) {
      lines
          .write(out)
          .forEach((word, count) -> System.err.println("rare: " + word + " in " + count));
    }
    return 0;
  }
}
