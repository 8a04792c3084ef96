package chatbench.load;

import chatbench.ways.Exchanges;
import chatbench.ways.Http;
import chatbench.ways.Paths;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/**
 * A stream of server-sent events. Bytes are looked at as if each were a letter, which all are that
 * matter here: keys and digits.
 */
final class SseLoad implements LoadLine {
  private static final String DATA = "data:";

  private final Exchanges exchanges;
  private final Posts posts;
  private final HttpClientResponse stream;
  private final Ear ear;
  private final Clock clock;
  private final JsonScan scan;
  private String rest = "";

  private SseLoad(
      Exchanges exchanges, Posts posts, HttpClientResponse stream, Ear ear, Clock clock) {
    this.exchanges = exchanges;
    this.posts = posts;
    this.stream = stream;
    this.ear = ear;
    this.clock = clock;
    this.scan = new JsonScan(ear);
  }

  static Future<LoadLine> open(
      Http http, LoadWay.Guest guest, Ear ear, Clock clock, Padding padding) {
    Exchanges exchanges = new Exchanges(http, guest.url());
    Posts posts = new Posts(exchanges, guest, ear, clock, padding);
    return exchanges.stream(path(guest), guest.secret())
        .recover(failure -> Future.failedFuture(exchanges.unreachable(failure)))
        .compose(
            stream -> {
              if (stream.statusCode() != 200) {
                return Future.failedFuture("there is no stream: status " + stream.statusCode());
              }
              SseLoad load = new SseLoad(exchanges, posts, stream, ear, clock);
              stream.handler(load::read);
              stream.exceptionHandler(failure -> ear.closed("lost the stream"));
              stream.endHandler(v -> ear.closed("the stream ended"));
              return Future.succeededFuture(load);
            });
  }

  /** As a browser would have it, where there is one room. */
  private static String path(LoadWay.Guest guest) {
    String nick = "nick=" + Paths.encoded(guest.nick());
    if (guest.rooms().size() == 1) {
      return Paths.events(guest.rooms().get(0)) + "?" + nick;
    }
    return guest.rooms().stream()
        .map(room -> "room=" + Paths.encoded(room))
        .collect(Collectors.joining("&", "/api/events?" + nick + "&", ""));
  }

  private void read(Buffer bytes) {
    long now = clock.micros();
    String part = bytes.toString(StandardCharsets.ISO_8859_1);
    String text = rest.isEmpty() ? part : rest + part;
    int from = 0;
    for (int to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      if (text.startsWith(DATA, from)) {
        scan.object(text, text.indexOf('{', from), to, now);
      }
      from = to + 1;
    }
    rest = text.substring(from);
    ear.turn();
  }

  @Override
  public void say(String room, long at, long number) {
    posts.say(room, at, number);
  }

  @Override
  public void flush() {}

  @Override
  public void pause() {
    stream.pause();
  }

  @Override
  public void resume() {
    stream.resume();
  }

  @Override
  public void ping() {
    posts.stillHere();
  }

  @Override
  public void close() {
    exchanges.close();
  }
}
