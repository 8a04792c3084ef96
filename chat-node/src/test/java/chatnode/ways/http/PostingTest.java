package chatnode.ways.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PostingTest {
  /** Of a body, in a loop of these tests. */
  private static final int MOST = 1000;

  private final OneLoop loop = new OneLoop();
  private final List<Socket> sockets = new ArrayList<>();

  @AfterEach
  void stop() throws IOException {
    for (Socket each : sockets) {
      each.close();
    }
    loop.close();
  }

  /** Sends the head of a post, and so much of the body it announces. */
  private Socket begin(int announced, String body) throws IOException {
    Socket socket = new Socket("127.0.0.1", loop.port());
    sockets.add(socket);
    socket.setSoTimeout(20_000);
    String head =
        "POST /api/rooms/room/messages HTTP/1.1\r\nHost: localhost\r\n"
            + "Content-Type: application/json\r\nContent-Length: "
            + announced
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String status(Socket socket) throws IOException {
    byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
    return new String(line, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length());
  }

  private static String message() {
    return "{\"text\":\"hi\"}" + " ".repeat(MOST - 13);
  }

  @Test
  void aBodyAsLargeAsMayBeIsTakenAndALargerOneIsRefusedBeforeItComes() throws IOException {
    assertThat(status(begin(MOST, message()))).isEqualTo("201");
    assertThat(status(begin(MOST + 1, ""))).isEqualTo("413");
  }

  /** Who begins many and ends none holds no more memory than there is for all. */
  @Test
  void bodiesThatNeverEndHaveSoMuchMemoryAndGiveItBack() throws IOException {
    String part = message().substring(0, MOST - 1);
    Socket first = begin(MOST, part);
    for (int i = 0; i < 127; i++) {
      begin(MOST, part);
    }
    Until.holds(() -> status(begin(MOST, message())).equals("503"));
    first.getOutputStream().write(' ');
    assertThat(status(first)).isEqualTo("201");
    for (Socket each : sockets) {
      each.close();
    }
    Until.holds(() -> status(begin(MOST, message())).equals("201"));
  }
}
