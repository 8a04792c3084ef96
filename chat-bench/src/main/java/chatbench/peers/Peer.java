package chatbench.peers;

import chatbench.fanout.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A kind of server that can be started on loopback, and tells everybody what anybody says. */
public interface Peer {

  /** As it is called on the command line. */
  String name();

  /** What has to be installed, in words; empty where all is there, or has been fetched just now. */
  Optional<String> missing();

  /** Of the program, in words. */
  String version();

  /** What starts it; files that it needs are written into the folder. */
  List<String> command(int port, Path folder) throws IOException;

  Talk talk();
}
