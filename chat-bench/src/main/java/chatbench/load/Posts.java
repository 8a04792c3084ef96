package chatbench.load;

import chatbench.ways.Exchanges;
import chatbench.ways.Paths;
import chatbench.wire.Incoming;
import io.vertx.core.json.JsonObject;

/** What a load says over HTTP: a request for each message, as many at once as its window has. */
final class Posts {
  private static final String STILL_HERE = "still here";

  private final Exchanges exchanges;
  private final LoadWay.Guest guest;
  private final LoadLine.Ear ear;
  private final Clock clock;
  private final Padding padding;
  private final String author;

  Posts(Exchanges exchanges, LoadWay.Guest guest, LoadLine.Ear ear, Clock clock, Padding padding) {
    this.exchanges = exchanges;
    this.guest = guest;
    this.ear = ear;
    this.clock = clock;
    this.padding = padding;
    this.author = "\"nick\":\"%s\",\"client\":\"%s\"".formatted(guest.nick(), guest.secret());
  }

  void say(String room, long at, long number) {
    StringBuilder body = new StringBuilder("{\"id\":\"").append(at).append('.').append(number);
    body.append("\",").append(author).append(",\"text\":\"");
    padding.append(body, at);
    body.append("\"}");
    exchanges
        .post(Paths.messages(room), body.toString())
        .onComplete(
            answer -> {
              if (answer.isGood()) {
                ear.acked(at, clock.micros());
              } else {
                Incoming.Refused refused = answer.refused(room, "");
                ear.refused(
                    refused == null ? "status " + answer.status() : refused.code(),
                    answer.body(),
                    true,
                    refused == null ? 0 : refused.retryAfterMs());
              }
              ear.turn();
            },
            failure -> ear.closed("lost a request"));
  }

  /** Whoever still listens hears it. */
  void stillHere() {
    JsonObject body = new JsonObject().put("text", STILL_HERE).put("client", guest.secret());
    exchanges.post(Paths.messages(guest.rooms().get(0)), body.encode());
  }
}
