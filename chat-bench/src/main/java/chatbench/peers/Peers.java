package chatbench.peers;

import java.util.List;

/** All there are, from the barest to the one with the most to do. */
public final class Peers {

  public static List<Peer> all(Cache cache, Peer own) {
    return List.of(
        new Limit(cache), new Nchan(), new Nats(), NodeJs.ws(cache), NodeJs.socketIo(cache), own);
  }

  private Peers() {}
}
