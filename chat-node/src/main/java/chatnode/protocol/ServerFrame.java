package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** What a client of {@code chat.v1.json} hears. Each frame writes itself as one JSON object. */
public sealed interface ServerFrame {

  String type();

  /** The fields behind {@code type}. */
  void fields(JsonGenerator json) throws IOException;

  private static void people(JsonGenerator json, String field, List<Person> people)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Person person : people) {
      json.writeStartObject();
      json.writeStringField("id", person.id());
      json.writeStringField("nick", person.nick());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /**
   * {@code heartbeat} in milliseconds: a client that hears nothing for twice as long may reconnect.
   * {@code may} is what this person is allowed; {@code nodes} are addresses of the other nodes,
   * where it may do so too.
   */
  record Welcome(
      String session,
      String node,
      Person person,
      long heartbeat,
      Limits limits,
      List<Grant> may,
      List<String> nodes)
      implements ServerFrame {

    /** What may be done in rooms whose names fit the pattern: of several the first decides. */
    public record Grant(String rooms, List<String> may) {}

    /** What a client may send: characters, bytes, rooms at once, frames a second. */
    public record Limits(int text, int frame, int rooms, int rate) {}

    @Override
    public String type() {
      return "welcome";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("session", session);
      json.writeStringField("node", node);
      json.writeStringField("id", person.id());
      json.writeStringField("nick", person.nick());
      json.writeNumberField("heartbeat", heartbeat);
      json.writeObjectFieldStart("limits");
      json.writeNumberField("text", limits.text);
      json.writeNumberField("frame", limits.frame);
      json.writeNumberField("rooms", limits.rooms);
      json.writeNumberField("rate", limits.rate);
      json.writeEndObject();
      json.writeArrayFieldStart("may");
      for (Grant grant : may) {
        json.writeStartObject();
        json.writeStringField("rooms", grant.rooms);
        json.writeArrayFieldStart("may");
        for (String deed : grant.may) {
          json.writeString(deed);
        }
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("nodes");
      for (String node : nodes) {
        json.writeString(node);
      }
      json.writeEndArray();
    }
  }

  /** {@code first} is the number of the first message that follows. */
  record Joined(
      String room,
      long epoch,
      long head,
      long first,
      boolean complete,
      List<Person> members,
      int count)
      implements ServerFrame {
    @Override
    public String type() {
      return "joined";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      json.writeNumberField("epoch", epoch);
      json.writeNumberField("head", head);
      json.writeNumberField("first", first);
      json.writeBooleanField("complete", complete);
      people(json, "members", members);
      json.writeNumberField("count", count);
    }
  }

  record Left(String room) implements ServerFrame {
    @Override
    public String type() {
      return "left";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
    }
  }

  /** Of whatever kind it is. */
  record Message(String room, Entry entry) implements ServerFrame {
    @Override
    public String type() {
      return entry.draft().kind().wire();
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      entry.fields(json);
    }
  }

  record Ack(String room, String id, long epoch, long seq, long at) implements ServerFrame {
    @Override
    public String type() {
      return "ack";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      json.writeStringField("id", id);
      json.writeNumberField("epoch", epoch);
      json.writeNumberField("seq", seq);
      json.writeNumberField("at", at);
    }
  }

  /** It was done, here and everywhere. */
  record Done(Act act, String room, String person) implements ServerFrame {
    @Override
    public String type() {
      return "done";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("act", act.wire());
      json.writeStringField("room", room);
      json.writeStringField("person", person);
    }
  }

  /**
   * A person of the house says something; it is not kept.
   *
   * @param room null for all
   * @param by null for the house itself
   */
  record Notice(String room, String text, Person by) implements ServerFrame {
    @Override
    public String type() {
      return "notice";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      if (room != null) {
        json.writeStringField("room", room);
      }
      json.writeStringField("text", text);
      if (by != null) {
        json.writeObjectFieldStart("by");
        json.writeStringField("id", by.id());
        json.writeStringField("nick", by.nick());
        json.writeEndObject();
      }
    }
  }

  record Presence(String room, List<Person> joined, List<Person> left, int count)
      implements ServerFrame {
    @Override
    public String type() {
      return "presence";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      people(json, "joined", joined);
      people(json, "left", left);
      json.writeNumberField("count", count);
    }
  }

  record Typing(String room, List<Person> people) implements ServerFrame {
    /** As that person gets it, who need not be told of himself. */
    public Typing without(String id) {
      return new Typing(room, people.stream().filter(each -> !each.id().equals(id)).toList());
    }

    @Override
    public String type() {
      return "typing";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      ServerFrame.people(json, "people", people);
    }
  }

  /** {@code next} is what to ask for the page before this one, or null. */
  record History(String room, List<Placed> messages, Mark next) implements ServerFrame {
    @Override
    public String type() {
      return "history";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      json.writeArrayFieldStart("messages");
      for (Placed each : messages) {
        json.writeStartObject();
        each.fields(json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeBooleanField("more", next != null);
      if (next != null) {
        json.writeObjectFieldStart("next");
        json.writeNumberField("epoch", next.epoch());
        json.writeNumberField("before", next.seq());
        json.writeEndObject();
      }
    }
  }

  /**
   * {@code next} is where the page after this one begins, or null.
   *
   * @param room what was asked for, null for all
   */
  record Found(String room, String text, List<Hit> messages, Mark next) implements ServerFrame {
    public record Hit(String room, Placed message) {}

    @Override
    public String type() {
      return "found";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      if (room != null) {
        json.writeStringField("room", room);
      }
      json.writeStringField("text", text);
      page(json);
    }

    void page(JsonGenerator json) throws IOException {
      json.writeArrayFieldStart("messages");
      for (Hit each : messages) {
        json.writeStartObject();
        json.writeStringField("room", each.room);
        each.message.fields(json);
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeBooleanField("more", next != null);
      if (next != null) {
        json.writeObjectFieldStart("next");
        json.writeStringField("room", next.room());
        json.writeNumberField("epoch", next.epoch());
        json.writeNumberField("seq", next.seq());
        json.writeEndObject();
      }
    }
  }

  record Rooms(List<Count> rooms) implements ServerFrame {
    /** A room and how many people are in it. */
    public record Count(String room, int count) {}

    @Override
    public String type() {
      return "rooms";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeArrayFieldStart("rooms");
      for (Count each : rooms) {
        json.writeStartObject();
        json.writeStringField("room", each.room);
        json.writeNumberField("count", each.count);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  /** {@code t} as the client wrote it, or null. */
  record Pong(String t) implements ServerFrame {
    @Override
    public String type() {
      return "pong";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      if (t != null) {
        json.writeFieldName("t");
        json.writeRawValue(t);
      }
    }
  }

  /** The room's numbering began anew: the newest follow again from {@code first}. */
  record Reset(String room, long epoch, long head, long first) implements ServerFrame {
    @Override
    public String type() {
      return "reset";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("room", room);
      json.writeNumberField("epoch", epoch);
      json.writeNumberField("head", head);
      json.writeNumberField("first", first);
    }
  }

  /** {@code room} and {@code id} may be null, {@code retryAfterMs} 0: then they are left out. */
  record Error(ErrorCode code, String message, String room, String id, long retryAfterMs)
      implements ServerFrame {
    @Override
    public String type() {
      return "error";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("code", code.wire());
      json.writeStringField("message", message);
      if (room != null) {
        json.writeStringField("room", room);
      }
      if (id != null) {
        json.writeStringField("id", id);
      }
      if (retryAfterMs > 0) {
        json.writeNumberField("retryAfterMs", retryAfterMs);
      }
    }
  }

  record Bye(String reason, long reconnectAfterMs) implements ServerFrame {
    @Override
    public String type() {
      return "bye";
    }

    @Override
    public void fields(JsonGenerator json) throws IOException {
      json.writeStringField("reason", reason);
      json.writeNumberField("reconnectAfterMs", reconnectAfterMs);
    }
  }
}
