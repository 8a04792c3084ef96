package chatnode.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads the objects of one text frame into {@link ClientFrame}s.
 *
 * <p>Types are checked here and nowhere else. Only the top level of an object is looked at; deeper
 * values are skipped unread, so what a client nests costs nothing.
 */
public final class FrameReader {
  private static final int MOST_SOUGHT = 200;

  private final TextRule rule;

  public FrameReader(TextRule rule) {
    this.rule = rule;
  }

  /**
   * Hands over the frames in order. A refused object does not stop those behind it; broken JSON
   * ends the frame with a {@code bad_frame}, because where the next object starts is unknown.
   */
  public void read(String text, Consumer<ClientFrame> frames, Consumer<Refusal> refusals) {
    try (JsonParser json = Json.FACTORY.createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token != JsonToken.START_OBJECT) {
          refusals.accept(badFrame());
          return;
        }
        readObject(new Fields(json), frames, refusals);
      }
    } catch (JsonProcessingException e) {
      refusals.accept(badFrame());
    } catch (IOException e) {
      throw new UncheckedIOException(e); // text in memory does not fail
    }
  }

  private void readObject(Fields fields, Consumer<ClientFrame> frames, Consumer<Refusal> refusals) {
    ClientFrame frame;
    try {
      frame = frame(fields);
    } catch (Refusal refusal) {
      refusals.accept(refusal.about(fields.textOrNull("room"), fields.textOrNull("id")));
      return;
    }
    frames.accept(frame);
  }

  private static Refusal badFrame() {
    return new Refusal(
        ErrorCode.BAD_FRAME, "a frame is one or more JSON objects separated by a newline");
  }

  private ClientFrame frame(Fields f) {
    String type = f.text("type");
    return switch (type) {
      case "hello" -> new ClientFrame.Hello(new Nickname(f.text("nick")), secret(f));
      case "nick" -> new ClientFrame.Nick(new Nickname(f.text("nick")));
      case "join" ->
          new ClientFrame.Join(
              room(f), f.number("epoch"), f.number("after"), f.count("recent", 50, 0, 1000));
      case "leave" -> new ClientFrame.Leave(room(f));
      case "say" ->
          new ClientFrame.Say(
              room(f), new MessageId(f.text("id")), rule.said(f.text("text")), f.isTrue("again"));
      case "typing" -> new ClientFrame.Typing(room(f));
      case "history" ->
          new ClientFrame.History(
              room(f),
              f.number("epoch"),
              f.number("before").orElse(Long.MAX_VALUE),
              f.count("limit", 50, 1, 200));
      case "search" ->
          new ClientFrame.Search(
              f.has("room") ? room(f) : null, sought(f), mark(f), f.count("limit", 20, 1, 50));
      case "rooms" -> new ClientFrame.Rooms(f.count("limit", 50, 1, 200));
      case "ping" -> new ClientFrame.Ping(f.scalar("t"));
      default -> throw new Refusal(ErrorCode.UNKNOWN_TYPE, "type: this server knows no such frame");
    };
  }

  private static RoomName room(Fields f) {
    return new RoomName(f.text("room"));
  }

  private static Secret secret(Fields f) {
    return f.has("client") ? new Secret(f.text("client")) : null;
  }

  private static String sought(Fields f) {
    String text = f.text("text").strip();
    int length = text.codePointCount(0, text.length());
    if (length == 0 || length > MOST_SOUGHT) {
      throw new Refusal(ErrorCode.BAD_FIELD, "text: 1 to " + MOST_SOUGHT + " characters");
    }
    return text;
  }

  private static Mark mark(Fields f) {
    Fields before = f.fields("before");
    if (before == null) {
      return null;
    }
    OptionalLong epoch = before.number("epoch");
    OptionalLong seq = before.number("seq");
    if (epoch.isEmpty() || seq.isEmpty()) {
      throw new Refusal(ErrorCode.BAD_FIELD, "before: an object with epoch and seq");
    }
    String room = before.has("room") ? room(before).value() : null;
    return new Mark(room, epoch.getAsLong(), seq.getAsLong());
  }
}
