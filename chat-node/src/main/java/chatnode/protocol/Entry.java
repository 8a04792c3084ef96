package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A message at its place in a room's order. {@code at} is epoch milliseconds of the log's owner.
 */
public record Entry(long seq, long at, Draft draft) {

  /** Text goes from the draft's bytes to the wire without becoming a string on the way. */
  void fields(JsonGenerator json) throws IOException {
    byte[] bytes = draft.bytes();
    json.writeNumberField("seq", seq);
    json.writeFieldName("id");
    json.writeUTF8String(bytes, draft.idOffset(), draft.idLength());
    json.writeObjectFieldStart("from");
    json.writeFieldName("id");
    json.writeUTF8String(bytes, draft.clientOffset(), draft.clientLength());
    json.writeFieldName("nick");
    json.writeUTF8String(bytes, draft.nickOffset(), draft.nickLength());
    json.writeEndObject();
    if (!draft.isBare()) {
      more(json);
    }
    if (draft.isBinary()) {
      json.writeFieldName("data");
      json.writeBinary(bytes, draft.payloadOffset(), draft.payloadLength());
    } else if (draft.hasText()) {
      json.writeFieldName("text");
      json.writeUTF8String(bytes, draft.payloadOffset(), draft.payloadLength());
    }
    json.writeNumberField("at", at);
  }

  /** What most messages have not. */
  private void more(JsonGenerator json) throws IOException {
    boolean isMessage = draft.kind() == Draft.Kind.MESSAGE;
    Reference reference = draft.reference();
    if (reference != null) {
      json.writeObjectFieldStart(isMessage ? "re" : "of");
      json.writeStringField("from", reference.from());
      json.writeStringField("id", reference.id());
      json.writeEndObject();
    }
    if (draft.editedAt() > 0) {
      json.writeNumberField("edited", draft.editedAt());
    }
    if (isMessage && draft.isGone()) {
      json.writeBooleanField("deleted", true);
    }
  }
}
