package chatbench;

import chatbench.peers.Peer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which servers are compared. */
final class PeerOptions {

  @Option(
      names = "--peers",
      split = ",",
      description =
          "Of limit, nchan, nats, ws, socketio and chat-node; all that are installed if left out.")
  private List<String> names = List.of();

  /**
   * Those that are there; what the others need is printed. Throws IllegalArgumentException with a
   * sentence when there is none.
   */
  List<Peer> present(List<Peer> all, PrintStream out) {
    List<Peer> present = new ArrayList<>();
    for (Peer peer : chosen(all)) {
      Optional<String> missing = peer.missing();
      if (missing.isEmpty()) {
        present.add(peer);
      } else {
        out.println(peer.name() + " is left out: " + missing.get());
      }
    }
    if (present.isEmpty()) {
      throw new IllegalArgumentException("none of the peers is installed");
    }
    return present;
  }

  private List<Peer> chosen(List<Peer> all) {
    List<String> known = all.stream().map(Peer::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no peer '%s': say some of %s".formatted(name, String.join(",", known)));
      }
    }
    return all.stream().filter(peer -> names.isEmpty() || names.contains(peer.name())).toList();
  }
}
