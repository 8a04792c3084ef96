package chatnode;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransportTest {
  @Test
  void autoIsEpollWhereThereIsOneAndNioElsewhere() {
    Transport epoll = Transport.EPOLL.found();
    assertThat(Transport.AUTO.found()).isSameAs(epoll == null ? Transport.NIO : epoll);
    assertThat(Transport.AUTO.vertx()).isSameAs(Transport.AUTO.found().vertx());
  }

  @Test
  void nioIsToBeHadEverywhere() {
    assertThat(Transport.NIO.found()).isSameAs(Transport.NIO);
  }
}
