package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A line of what one store is exported to and another is filled from: JSON that people and scripts
 * read, too. A room's epochs come one after another, each with its messages behind it.
 */
public sealed interface Line {
  /** Of the lines; a reader refuses a higher one. */
  int FORMAT = 1;

  void write(JsonGenerator json) throws IOException;

  /** The first one. */
  record Begin(long format) implements Line {
    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("type", "export");
      json.writeNumberField("format", format);
    }
  }

  /** What people's public ids are made with: with another one nobody is who he was. */
  record IdentityKey(byte[] key) implements Line {
    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("type", "key");
      json.writeBinaryField("key", key);
    }
  }

  /**
   * An epoch as the store knows it.
   *
   * @param closed up to where it was stored when it was closed, or null where it was not
   * @param head its last number, also where the messages have gone
   */
  record Epoch(String room, long epoch, long turn, long parent, long after, Long closed, long head)
      implements Line {
    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("type", "epoch");
      json.writeStringField("room", room);
      json.writeNumberField("epoch", epoch);
      json.writeNumberField("turn", turn);
      json.writeNumberField("parent", parent);
      json.writeNumberField("after", after);
      if (closed != null) {
        json.writeNumberField("closed", closed);
      }
      json.writeNumberField("head", head);
    }
  }

  /** A message, under the epoch that came before it. */
  record Message(String room, long epoch, Entry entry) implements Line {
    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("type", "message");
      json.writeStringField("room", room);
      json.writeNumberField("epoch", epoch);
      if (entry.draft().kind() != Draft.Kind.MESSAGE) {
        json.writeStringField("kind", entry.draft().kind().wire());
      }
      entry.fields(json);
      if (!isPlain(entry.draft())) {
        json.writeBinaryField("draft", entry.draft().bytes());
      }
    }

    /** Whether the fields say all there is: else the bytes themselves are written beside them. */
    private static boolean isPlain(Draft draft) {
      byte[] bytes = draft.bytes();
      Person from =
          new Person(
              draft.client(),
              new String(bytes, draft.nickOffset(), draft.nickLength(), StandardCharsets.UTF_8));
      int start = draft.payloadOffset();
      Draft again =
          draft.isBinary()
              ? Draft.binary(from, draft.id(), Arrays.copyOfRange(bytes, start, bytes.length))
              : Draft.text(
                  from,
                  draft.id(),
                  new String(bytes, start, draft.payloadLength(), StandardCharsets.UTF_8));
      return Arrays.equals(bytes, again.bytes());
    }
  }

  /** The last one: what ends without it was cut off. */
  record End(long rooms, long messages) implements Line {
    @Override
    public void write(JsonGenerator json) throws IOException {
      json.writeStringField("type", "end");
      json.writeNumberField("rooms", rooms);
      json.writeNumberField("messages", messages);
    }
  }
}
