package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A message at its place in a room's order. {@code at} is epoch milliseconds of the log's owner.
 */
public record Entry(long seq, long at, Draft draft) {

  /**
   * What {@code change} leaves of this: itself where it is not concerned. In whatever order several
   * come, and however often, the outcome is the same: what was deleted stays so, and of several
   * edits the last one has the text.
   */
  public Entry after(Entry change) {
    if (draft.isGone() || change.draft.kind() == Draft.Kind.MESSAGE) {
      return this;
    }
    boolean isDelete = change.draft.kind() == Draft.Kind.DELETE;
    if (draft.kind() == Draft.Kind.MESSAGE) {
      boolean isNews = isDelete || change.draft.hasText() && change.at >= draft.editedAt();
      return isNews && change.draft.changes(draft) ? changed(change, isDelete) : this;
    }
    boolean isOver = isDelete || change.draft.hasText() && change.isBehind(this);
    return isOver && draft.isEditWithText() && change.draft.changesTheSameAs(draft)
        ? new Entry(seq, at, draft.gone())
        : this;
  }

  private Entry changed(Entry change, boolean isDelete) {
    return new Entry(seq, at, isDelete ? draft.gone() : draft.edited(change.draft, change.at));
  }

  /** Of changes of one message, the order that counts; epochs may differ, times never fall. */
  private boolean isBehind(Entry other) {
    return at > other.at || at == other.at && seq > other.seq;
  }

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
