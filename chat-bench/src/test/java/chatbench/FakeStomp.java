package chatbench;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Turns STOMP into the frames of {@link FakeServer} and back, and writes it in odd portions. */
final class FakeStomp implements FakeServer.Listener {
  private static final int PORTION = 37;

  private final FakeServer server;
  private final ServerWebSocket socket;
  private String client;
  private String receipt;

  FakeStomp(FakeServer server, ServerWebSocket socket) {
    this.server = server;
    this.socket = socket;
    socket.textMessageHandler(
        text -> {
          for (String frame : text.split("\0")) {
            frame(frame.stripLeading());
          }
        });
    socket.closeHandler(v -> server.leave(this));
  }

  private void frame(String text) {
    if (socket.isClosed()) {
      return;
    }
    int end = text.indexOf("\n\n");
    Map<String, String> headers = new HashMap<>();
    text.substring(0, end)
        .lines()
        .skip(1)
        .map(line -> line.split(":", 2))
        .forEach(header -> headers.put(header[0], header[1].replace("\\c", ":")));
    receipt = headers.get("receipt");
    String room = headers.getOrDefault("destination", "").replaceFirst("^/room/", "");
    JsonObject frame = new JsonObject().put("room", room);
    switch (text.substring(0, text.indexOf('\n'))) {
      case "CONNECT" -> {
        client = FakeServer.id(headers.get("client"));
        answer(frame.put("type", "hello"));
      }
      case "SUBSCRIBE" -> {
        if (headers.containsKey("after")) {
          frame.put("after", Integer.valueOf(headers.get("after").split(":")[1]));
        }
        answer(frame.put("type", "join"));
      }
      case "SEND" ->
          answer(
              frame
                  .put("type", "say")
                  .put("id", headers.get("id"))
                  .put("text", text.substring(end + 2)));
      default -> answer(frame.put("type", "ping"));
    }
  }

  private void answer(JsonObject frame) {
    server.answer(this, client, frame);
  }

  @Override
  public void tell(JsonObject frame) {
    switch (frame.getString("type")) {
      case "welcome" -> write("CONNECTED\nversion:1.2\nid:" + frame.getString("id") + "\n\n");
      case "joined" ->
          write(
              "RECEIPT\nreceipt-id:%s\nepoch:%d\nhead:%d\nfirst:%d\ncomplete:true\n\n"
                  .formatted(
                      receipt, FakeServer.EPOCH, frame.getLong("head"), frame.getLong("first")));
      case "ack" ->
          write(
              "RECEIPT\nreceipt-id:%s\nid:%s\nepoch:%d\nseq:%d\nat:1\n\n"
                  .formatted(
                      receipt, frame.getString("id"), FakeServer.EPOCH, frame.getLong("seq")));
      case "message" -> message(frame);
      default -> write("RECEIPT\nreceipt-id:" + receipt + "\n\n");
    }
  }

  private void message(JsonObject frame) {
    String text = frame.getString("text");
    String room = frame.getString("room");
    write(
        "MESSAGE\r\nsubscription:%s\r\ndestination:/room/%s\r\nseq:%d\r\nepoch:%d\r\nid:%s\r\nfrom:%s\r\ncontent-length:%d\r\n\r\n%s"
            .formatted(
                room,
                room,
                frame.getLong("seq"),
                FakeServer.EPOCH,
                frame.getString("id"),
                frame.getJsonObject("from").getString("id"),
                text.getBytes(StandardCharsets.UTF_8).length,
                text));
  }

  private void write(String frame) {
    Buffer bytes = Buffer.buffer(frame + "\0\n");
    for (int from = 0; from < bytes.length() && !socket.isClosed(); from += PORTION) {
      int to = Math.min(bytes.length(), from + PORTION);
      socket.writeBinaryMessage(bytes.getBuffer(from, to));
    }
  }

  @Override
  public void hangUp() {
    socket.close((short) 1012);
  }
}
