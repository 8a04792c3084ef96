package chatnode;

import java.util.stream.Stream;

/**
 * How a loop asks the kernel to read and write.
 *
 * <p>A batch for two hundred sockets is two hundred system calls with epoll, and one submission
 * with io_uring. Measured with the bench of docs/speed.md: 5.0 us of CPU per delivery of a lone
 * message instead of 7.9, half the time until it has arrived, and 0.16 us instead of 0.22 where a
 * core is used up.
 */
enum Transport {
  /**
   * Epoll where there is one, for now: when sixteen thousand sockets end at once, Netty 4.2.16's
   * io_uring keeps a loop busy for 17 s, and epoll for 0.6.
   */
  AUTO(null),
  IO_URING(io.vertx.core.transport.Transport.IO_URING),
  EPOLL(io.vertx.core.transport.Transport.EPOLL),
  NIO(io.vertx.core.transport.Transport.NIO);

  /** Null where its library is not there. */
  private final io.vertx.core.transport.Transport vertx;

  Transport(io.vertx.core.transport.Transport vertx) {
    this.vertx = vertx;
  }

  private boolean isToBeHad() {
    return vertx != null && vertx.available();
  }

  /** The one that is meant, or null where it cannot be had. */
  Transport found() {
    Stream<Transport> wanted = this == AUTO ? Stream.of(EPOLL, NIO) : Stream.of(this);
    return wanted.filter(Transport::isToBeHad).findFirst().orElse(null);
  }

  /** What Vert.x calls it. */
  io.vertx.core.transport.Transport vertx() {
    return found().vertx;
  }

  /** Why it cannot be had. */
  String whyNot() {
    Throwable cause = vertx == null ? null : vertx.unavailabilityCause();
    return cause == null || cause.getMessage() == null ? "not on this system" : cause.getMessage();
  }
}
