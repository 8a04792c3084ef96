package chatbench.load;

import chatbench.ways.Transport;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a load does, as the command line says it. A socket is whatever stands for one: a stream, or
 * the polls of its rooms. With {@code rate} (messages per second in all) the load is open: it does
 * not wait, and latency counts from when a message should have gone out. With rate 0 it is closed:
 * each sender keeps {@code window} messages unacknowledged.
 */
public record LoadPlan(
    List<String> urls,
    Transport transport,
    int sockets,
    int rooms,
    int senders,
    int stuck,
    double rate,
    int window,
    int size,
    Duration duration,
    Duration warmup,
    int fill) {

  /** What a server lets one socket join. */
  static final int ROOMS_PER_SOCKET = 50;

  public LoadPlan {
    require(!urls.isEmpty(), "--url names no node");
    require(sockets >= 1, "--sockets must be at least 1");
    require(rooms >= 1, "--rooms must be at least 1");
    require(senders >= 0 && senders <= sockets, "--senders must be between 0 and --sockets");
    require(stuck >= 0, "--stuck must not be negative");
    require(rate >= 0, "--rate must not be negative");
    require(window >= 1, "--window must be at least 1");
    require(size >= 20 && size <= 4_000, "--size must be between 20 and 4000 characters");
    require(!duration.isZero(), "--duration must be above 0");
    require(fill >= 0, "--fill must not be negative");
    require(
        transport != Transport.SOCKJS_XHR, "--transport sockjs-xhr is for verify: load by another");
    require(
        stuck == 0 || transport != Transport.POLL,
        "--stuck needs a --transport that can get stuck");
    require(fill == 0 || transport == Transport.WS, "--fill goes over --transport ws only");
    require(
        fill > 0 || rooms <= (long) sockets * ROOMS_PER_SOCKET,
        "--rooms needs a socket for every 50: raise --sockets, or use --fill");
  }

  public LoadPlan at(List<String> others) {
    return new LoadPlan(
        others, transport, sockets, rooms, senders, stuck, rate, window, size, duration, warmup,
        fill);
  }

  private static void require(boolean kept, String sentence) {
    if (!kept) {
      throw new IllegalArgumentException(sentence);
    }
  }

  boolean isOpen() {
    return rate > 0;
  }

  /** Those that read, then those that do not. */
  int allSockets() {
    return sockets + stuck;
  }

  boolean isStuck(int socket) {
    return socket >= sockets;
  }

  String url(int socket) {
    return urls.get(socket % urls.size());
  }

  static String room(int number) {
    return "load-" + number;
  }

  /** Every room has a socket and every socket a room. */
  List<String> roomsOf(int socket) {
    if (rooms <= sockets) {
      return List.of(room(socket % rooms));
    }
    return IntStream.iterate(socket, i -> i < rooms, i -> i + sockets)
        .mapToObj(LoadPlan::room)
        .toList();
  }
}
