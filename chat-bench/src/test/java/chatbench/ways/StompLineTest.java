package chatbench.ways;

import static org.assertj.core.api.Assertions.assertThat;

import chatbench.wire.Incoming;
import chatbench.wire.Outgoing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StompLineTest {
  private static final String CONNECTED = "CONNECTED\nversion:1.2\nid:i\nnode:n\n\n\0";

  private final Scene scene = new Scene();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private ServerWebSocket socket;

  @BeforeEach
  void begin() {
    String url =
        scene.serveSockets(
            opened -> {
              socket = opened;
              opened.textMessageHandler(
                  text -> {
                    for (String frame : text.split("\0")) {
                      asked.add(frame);
                    }
                  });
            });
    scene.open(Transport.STOMP, url);
  }

  @AfterEach
  void end() {
    scene.close();
  }

  private List<String> asked() throws InterruptedException {
    String frame = asked.poll(10, TimeUnit.SECONDS);
    assertThat(frame).as("something is asked").isNotNull();
    return frame.lines().toList();
  }

  private void tell(String... frames) {
    for (String frame : frames) {
      socket.writeTextMessage(frame);
    }
  }

  private static String message(long epoch, long seq) {
    return "MESSAGE\nsubscription:a\ndestination:/room/a\nmessage-id:%d\\c%d\nid:m\nseq:%d\nepoch:%d\nfrom:f\n\nt\0"
        .formatted(epoch, seq, seq, epoch);
  }

  private static Incoming.Message heard(long epoch, long seq) {
    return new Incoming.Message("a", epoch, seq, "m", "f", "t");
  }

  private static String receipt(String asked, String headers) {
    return "RECEIPT\nreceipt-id:" + asked + "\n" + headers + "\n\0";
  }

  @Test
  void nothingIsAskedBeforeTheServerHasConnectedUs() throws InterruptedException {
    scene.hello(new Outgoing.Join("a", 50), new Outgoing.Resume("b", 7, 3));
    assertThat(asked())
        .contains("CONNECT", "accept-version:1.2", "login:ann", "client:the secret of ann");
    assertThat(asked).isEmpty();
    tell(CONNECTED);
    assertThat(asked()).contains("SUBSCRIBE", "destination:/room/a", "recent:50", "id:a");
    assertThat(asked()).contains("SUBSCRIBE", "destination:/room/b", "after:7\\c3", "id:b");
    scene.hears(new Incoming.Welcome("n", "i", List.of()));
  }

  private void connect(Outgoing... frames) throws InterruptedException {
    scene.hello(frames);
    asked();
    tell(CONNECTED);
    scene.hears(new Incoming.Welcome("n", "i", List.of()));
  }

  @Test
  void theReceiptOfASubscriptionSaysWhereTheRoomIs() throws InterruptedException {
    connect(new Outgoing.Join("a", 50));
    assertThat(asked()).contains("receipt:join a");
    tell(
        receipt("join a", "epoch:7\nhead:9\nfirst:8\ncomplete:false\n"),
        message(7, 8) + "\n" + message(7, 9));
    scene.hears(new Incoming.Joined("a", 7, 9, 8, false), heard(7, 8), heard(7, 9));
  }

  @Test
  void messagesOfAnotherEpochAreAReset() throws InterruptedException {
    connect(new Outgoing.Join("a", 50));
    tell(receipt("join a", "epoch:7\nhead:9\nfirst:10\ncomplete:true\n"), message(7, 10));
    tell(message(8, 4), message(8, 5));
    scene.hears(
        new Incoming.Joined("a", 7, 9, 10, true),
        heard(7, 10),
        new Incoming.Reset("a", 8, 4, 4),
        heard(8, 4),
        heard(8, 5));
  }

  @Test
  void aReceiptIsTheAck() throws InterruptedException {
    connect(new Outgoing.Say("a", "m1", "naïve", true));
    assertThat(asked())
        .contains("SEND", "destination:/room/a", "id:m1", "again:true", "content-length:6");
    tell(receipt("say a m1", "id:m1\nepoch:7\nseq:3\nat:1\n"));
    scene.hears(new Incoming.Ack("a", "m1", 7, 3));
  }

  @Test
  void anErrorSaysWhichMessageItIsAboutAndTheCloseFollows() throws InterruptedException {
    connect();
    tell(
        "ERROR\n"
            + "message:not sure\n"
            + "code:not_confirmed\n"
            + "receipt-id:say a m1\n"
            + "id:m1\n"
            + "retry-after-ms:80\n\n"
            + "\0");
    socket.close((short) 1013);
    scene.hears(new Incoming.Refused("not_confirmed", "a", "m1", 80)).isClosed(1013);
  }

  @Test
  void aByeNamesWhenToComeBack() throws InterruptedException {
    connect();
    tell("ERROR\nmessage:restarting\ncode:bye\nreconnect-after-ms:400\n\n\0");
    socket.close((short) 1012);
    scene.hears(new Incoming.Bye("restarting", 400)).isClosed(1012);
  }

  @Test
  void framesMayComeInPiecesAndAsBytes() throws InterruptedException {
    connect();
    byte[] bytes = receipt("say a m1", "id:m1\nepoch:7\nseq:3\nat:1\n").getBytes();
    for (byte each : bytes) {
      socket.writeBinaryMessage(Buffer.buffer(new byte[] {each}));
    }
    scene.hears(new Incoming.Ack("a", "m1", 7, 3));
  }

  @Test
  void whatDoesNotSayItsPlaceIsNonsense() throws InterruptedException {
    connect();
    tell("MESSAGE\ndestination:/room/a\nid:m\nfrom:f\n\nt\0");
    scene.hearsNonsense("no number in its header epoch");
    tell("GREETINGS\n\n\0");
    scene.hearsNonsense("GREETINGS");
    tell("MESSAGE\n\n\0");
    scene.hearsNonsense("MESSAGE of no room");
  }
}
