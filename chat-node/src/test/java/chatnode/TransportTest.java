package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportTest {
  @Test
  void autoIsTheFirstThatIsToBeHad() {
    Transport best = Transport.AUTO.found();
    assertThat(best).isIn(Transport.IO_URING, Transport.EPOLL, Transport.NIO);
    assertThat(Transport.AUTO.vertx()).isSameAs(best.vertx());
    for (Transport each : Transport.values()) {
      if (each != Transport.AUTO && each.compareTo(best) < 0) {
        assertThat(each.found()).isNull();
      }
    }
  }

  @Test
  void nioIsToBeHadEverywhere() {
    assertThat(Transport.NIO.found()).isSameAs(Transport.NIO);
  }
}
