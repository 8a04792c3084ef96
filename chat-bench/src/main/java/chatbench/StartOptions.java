package chatbench;

import chatbench.ways.Transport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** How nodes are started. */
final class StartOptions {

  @Option(names = "--jar", description = "The server to start.")
  private Path jar = Path.of("chat-node/target/chat-node.jar");

  @Option(names = "--node-args", description = "More options for every node, in one string.")
  private String nodeArgs = "";

  @Option(names = "--java-args", description = "Options for every node's JVM, in one string.")
  private String javaArgs = "";

  Path jar() {
    return jar;
  }

  /** Throws IllegalArgumentException with a sentence. */
  void requireJar() {
    if (!Files.isRegularFile(jar)) {
      throw new IllegalArgumentException(
          "there is no server at " + jar + ": build it or say --jar");
    }
  }

  /** What a transport needs, and then the user's own, as the last one counts. */
  List<String> nodeArgs(Transport transport) {
    return Stream.concat(transport.nodeArgs().stream(), words(nodeArgs).stream()).toList();
  }

  /** The user's own. */
  List<String> nodeArgs() {
    return words(nodeArgs);
  }

  List<String> javaArgs() {
    return words(javaArgs);
  }

  private static List<String> words(String text) {
    return Stream.of(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
  }
}
