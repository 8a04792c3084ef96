package chatnode.admin;

import static org.assertj.core.api.Assertions.assertThat;

import chatnode.Logged;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class AdminTokenTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("token"), text);
  }

  @Test
  void theTokenIsTheFirstLineWithoutSpaceAroundIt(Vertx vertx) throws IOException {
    AdminToken token = AdminToken.of(vertx, file(" 0123456789abcdef \r\nmore\n"), () -> {});
    assertThat(token.is("0123456789abcdef")).isTrue();
    assertThat(token.is("0123456789abcdef ")).isFalse();
    assertThat(token.is("more")).isFalse();
    assertThat(token.is("")).isFalse();
  }

  @Test
  void aMistakeIsOneSentence() throws IOException {
    Path missing = folder.resolve("missing");
    assertThat(AdminToken.mistake(missing))
        .isEqualTo("--admin-token-file: cannot read " + missing + ".");
    assertThat(AdminToken.mistake(folder)).contains("cannot read");
    for (String text :
        new String[] {"", "\n0123456789abcdef", "0123456789abcde", "x".repeat(2000)}) {
      assertThat(AdminToken.mistake(file(text))).endsWith("has to have 16 to 1024 characters.");
    }
    assertThat(AdminToken.mistake(file("0123456789abcdef"))).isNull();
  }

  @Test
  void whatIsNoTokenAnyMoreLeavesTheOldOneInForce(Vertx vertx) throws IOException {
    AtomicInteger changes = new AtomicInteger();
    AdminToken token = AdminToken.of(vertx, file("0123456789abcdef"), changes::incrementAndGet);
    try (Logged log = new Logged(AdminToken.class)) {
      file("short");
      token.look("a");
      assertThat(token.is("0123456789abcdef")).isTrue();
      file("0123456789abcdef\n");
      token.look("b");
      assertThat(changes).hasValue(0);
      file("fedcba9876543210");
      token.look("c");
      assertThat(token.is("fedcba9876543210")).isTrue();
      assertThat(token.is("0123456789abcdef")).isFalse();
      assertThat(changes).hasValue(1);
      assertThat(log.messages().toString()).doesNotContain("fedcba", "012345");
    }
  }
}
