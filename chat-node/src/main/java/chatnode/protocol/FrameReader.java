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
  /** A hundred years. */
  private static final int MOST_MINUTES = 100 * 366 * 24 * 60;

  private static final TextRule REASON = new TextRule(200);
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
      case "hello" -> hello(f);
      case "token" -> new ClientFrame.Renew(new Token(f.text("token")));
      case "nick" -> new ClientFrame.Nick(new Nickname(f.text("nick")));
      case "join" ->
          new ClientFrame.Join(
              room(f), f.number("epoch"), f.number("after"), f.count("recent", 50, 0, 1000));
      case "leave" -> new ClientFrame.Leave(room(f));
      case "say" ->
          new ClientFrame.Say(
              room(f), id(f), rule.said(f.text("text")), f.reference("re"), f.isTrue("again"));
      case "edit" -> new ClientFrame.Edit(room(f), id(f), of(f), rule.said(f.text("text")));
      case "delete" -> new ClientFrame.Delete(room(f), id(f), of(f));
      case "typing" -> new ClientFrame.Typing(room(f));
      case "history" ->
          new ClientFrame.History(
              room(f),
              f.number("epoch"),
              f.number("before").orElse(Long.MAX_VALUE),
              f.count("limit", 50, 1, 200));
      case "search" ->
          new ClientFrame.Search(
              f.has("room") ? room(f) : null,
              Sought.in("text", f.text("text")).text(),
              mark(f),
              f.count("limit", 20, 1, 50));
      case "rooms" -> new ClientFrame.Rooms(f.count("limit", 50, 1, 200));
      case "kick" -> moderate(Act.KICK, f);
      case "mute" -> moderate(Act.MUTE, f);
      case "unmute" -> moderate(Act.UNMUTE, f);
      case "ban" -> moderate(Act.BAN, f);
      case "unban" -> moderate(Act.UNBAN, f);
      case "ping" -> new ClientFrame.Ping(f.scalar("t"));
      default -> throw new Refusal(ErrorCode.UNKNOWN_TYPE, "type: this server knows no such frame");
    };
  }

  private static RoomName room(Fields f) {
    return new RoomName(f.text("room"));
  }

  /** Who has a token need not say how he is called: it says so. */
  private static ClientFrame hello(Fields f) {
    Token token = f.has("token") ? new Token(f.text("token")) : null;
    Secret secret = f.has("client") ? new Secret(f.text("client")) : null;
    boolean isNamed = token == null || f.has("nick");
    return new ClientFrame.Hello(isNamed ? new Nickname(f.text("nick")) : null, secret, token);
  }

  private static MessageId id(Fields f) {
    return new MessageId(f.text("id"));
  }

  private static Reference of(Fields f) {
    Reference of = f.reference("of");
    if (of == null) {
      throw new Refusal(ErrorCode.BAD_FIELD, "of: an object with from and id");
    }
    return of;
  }

  private ClientFrame moderate(Act act, Fields f) {
    return new ClientFrame.Moderate(
        room(f),
        act,
        new Reference(f.text("person"), "-").from(),
        f.count("minutes", 0, 0, MOST_MINUTES),
        f.has("reason") ? REASON.check(f.text("reason")) : "");
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
