package chatnode.web;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.Logged;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenFilesTest {
  private static final Logger NETTY = Logger.getLogger("io.netty.channel.DefaultChannelPipeline");
  private final Logged log = new Logged(OpenFiles.class);

  @AfterEach
  void close() {
    log.close();
    NETTY.setFilter(null);
  }

  @Test
  void moreSocketsThanFilesAreWarnedOfUnlessThatIsTheUsualNumberAndThereAreEnough() {
    assertThat(new OpenFiles(20_000).atMost(100_000)).isEqualTo(18_976);
    assertThat(new OpenFiles(1000).atMost(500)).isEqualTo(500);
    assertThat(log.messages()).isEmpty();
    assertThat(new OpenFiles(20_000).atMost(50_000)).isEqualTo(18_976);
    assertThat(log.messages()).singleElement().asString().contains("50000").contains("ulimit -n");
    assertThat(new OpenFiles(100).atMost(100_000)).isEqualTo(50);
    assertThat(log.messages()).hasSize(2);
  }

  @Test
  void someFilesAreKeptAndAClosedConnectionMakesRoom() {
    OpenFiles files = new OpenFiles(100);
    List<EmbeddedChannel> open = new ArrayList<>();
    for (int i = 0; i < 75; i++) {
      EmbeddedChannel channel = new EmbeddedChannel();
      open.add(channel);
      assertThat(files.enter(channel)).isTrue();
    }
    EmbeddedChannel oneTooMany = new EmbeddedChannel();
    assertThat(files.enter(oneTooMany)).isFalse();
    oneTooMany.close();
    open.get(0).close();
    assertThat(files.enter(new EmbeddedChannel())).isTrue();
  }

  @Test
  void whatNettySaysEachSecondIsOneSentenceAtTheBeginningAndOneAtTheEnd() {
    OpenFiles files = new OpenFiles(100);
    files.watch();
    List<String> seen = new ArrayList<>();
    try (Logged netty = new Logged("io.netty.channel.DefaultChannelPipeline")) {
      for (int i = 0; i < 3; i++) {
        NETTY.log(Level.WARNING, "x", new IOException("accept(..) failed: Too many open files"));
        files.check(System.nanoTime());
      }
      NETTY.log(Level.WARNING, "something else", new IOException("Broken pipe"));
      seen.addAll(netty.messages());
    }
    assertThat(seen).containsExactly("something else");
    assertThat(log.messages()).singleElement().asString().contains("out of open files");
    files.check(System.nanoTime() + 10_000_000_000L);
    files.check(System.nanoTime() + 20_000_000_000L);
    assertThat(log.messages()).hasSize(2);
    assertThat(log.messages().get(1)).contains("again");
  }
}
