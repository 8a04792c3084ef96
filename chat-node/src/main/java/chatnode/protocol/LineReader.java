package chatnode.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** Reads {@link Line}s one by one, and knows where it is. */
public final class LineReader {
  private static final int MOST_BYTES = 16 * 1024 * 1024;
  private static final int MOST_BYTES_OF_A_NAME = 255;
  private static final TextRule ANY_LENGTH = new TextRule(Integer.MAX_VALUE);

  /** A line that cannot be read: one sentence that names it. */
  public static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    public Broken(long number, String why) {
      super("line " + number + ": " + why);
    }
  }

  private final InputStream in;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long number;

  public LineReader(InputStream in) {
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /** Of the line that was read last, from 1 on. */
  public long number() {
    return number;
  }

  /** The next one, or null at the end; empty lines are passed over. */
  public Line next() throws IOException, Broken {
    byte[] line = nextBytes();
    while (line != null && new String(line, StandardCharsets.ISO_8859_1).isBlank()) {
      line = nextBytes();
    }
    return line == null ? null : read(line);
  }

  private byte[] nextBytes() throws IOException, Broken {
    bytes.reset();
    number++;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    for (; next >= 0 && next != '\n'; next = in.read()) {
      bytes.write(next);
      if (bytes.size() > MOST_BYTES) {
        throw new Broken(number, "it is longer than any that was exported");
      }
    }
    return bytes.toByteArray();
  }

  private Line read(byte[] line) throws IOException, Broken {
    try (JsonParser json = Json.FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new Broken(number, "it is no JSON object");
      }
      Line read = line(new Fields(json));
      if (json.nextToken() != null) {
        throw new Broken(number, "something follows the JSON object");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new Broken(number, "it is no whole JSON object");
    } catch (Refusal e) {
      throw new Broken(number, e.getMessage());
    }
  }

  private Line line(Fields f) throws Broken {
    String type = f.text("type");
    return switch (type) {
      case "export" -> begin(f);
      case "key" -> new Line.IdentityKey(f.bytes("key"));
      case "epoch" -> epoch(f);
      case "message" -> new Line.Message(room(f), positive(f, "epoch"), entry(f));
      case "end" -> new Line.End(f.due("rooms"), f.due("messages"));
      default -> throw new Broken(number, "type: '" + type + "' is not known");
    };
  }

  private Line begin(Fields f) throws Broken {
    long format = f.due("format");
    if (format > Line.FORMAT) {
      throw new Broken(number, "it was exported by a newer chat-node: import it with that version");
    }
    return new Line.Begin(format);
  }

  private static Line epoch(Fields f) {
    OptionalLong closed = f.number("closed");
    return new Line.Epoch(
        room(f),
        positive(f, "epoch"),
        f.due("turn"),
        f.due("parent"),
        f.due("after"),
        closed.isPresent() ? closed.getAsLong() : null,
        f.due("head"));
  }

  private static String room(Fields f) {
    String room = f.text("room");
    return room.equals(RoomName.OF_THE_HOUSE) ? room : new RoomName(room).value();
  }

  private static long positive(Fields f, String name) {
    long value = f.due(name);
    if (value == 0) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": a number from 1 on is needed here");
    }
    return value;
  }

  private static Entry entry(Fields f) {
    return new Entry(positive(f, "seq"), f.due("at"), draft(f));
  }

  private static Draft draft(Fields f) {
    if (f.has("draft")) {
      return whole(f.bytes("draft"));
    }
    Fields from = f.fields("from");
    if (from == null) {
      throw new Refusal(ErrorCode.BAD_FIELD, "from: an object is needed here");
    }
    Person person = new Person(name(from, "id"), name(from, "nick"));
    String id = name(f, "id");
    return f.has("data")
        ? Draft.binary(person, id, f.bytes("data"))
        : Draft.text(person, id, ANY_LENGTH.check(f.text("text")));
  }

  private static Draft whole(byte[] bytes) {
    Draft draft = Draft.of(bytes);
    if (!draft.isWhole()) {
      throw new Refusal(ErrorCode.BAD_FIELD, "draft: these are not the bytes of a message");
    }
    draft.reference(); // refused here, not by everybody who reads it
    return draft;
  }

  /** One that has room in a draft. */
  private static String name(Fields f, String field) {
    String name = ANY_LENGTH.check(f.text(field));
    if (name.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_A_NAME) {
      throw new Refusal(ErrorCode.BAD_FIELD, field + ": it is too long");
    }
    return name;
  }
}
