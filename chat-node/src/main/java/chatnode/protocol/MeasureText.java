package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A {@link Measure} as it is kept: an object of JSON without what it does not need. */
final class MeasureText {

  static String of(Measure measure) {
    byte[] text =
        Json.lines(
            0,
            json -> {
              json.writeStartObject();
              fields(json, measure);
              json.writeEndObject();
            });
    return new String(text, StandardCharsets.UTF_8);
  }

  private static void fields(JsonGenerator json, Measure measure) throws IOException {
    json.writeStringField("act", measure.act().wire());
    field(json, "room", measure.room());
    field(json, "person", measure.person());
    field(json, "nick", measure.nick());
    field(json, "address", measure.address());
    if (measure.until() != Measure.FOR_GOOD) {
      json.writeNumberField("until", measure.until());
    }
    if (!measure.reason().isEmpty()) {
      json.writeStringField("reason", measure.reason());
    }
  }

  private static void field(JsonGenerator json, String name, String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** Null for what is none: a newer node may know acts that this one does not. */
  static Measure read(Draft draft) {
    byte[] text = draft.bytes();
    int from = draft.payloadOffset();
    try (JsonParser json = Json.FACTORY.createParser(text, from, draft.payloadLength())) {
      return json.nextToken() == JsonToken.START_OBJECT ? read(new Fields(json), draft) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static Measure read(Fields fields, Draft draft) {
    return new Measure(
        Act.valueOf(fields.text("act").toUpperCase(Locale.ROOT)),
        fields.textOrNull("room"),
        fields.textOrNull("person"),
        fields.textOrNull("nick"),
        fields.textOrNull("address"),
        fields.number("until").orElse(Measure.FOR_GOOD),
        fields.has("reason") ? fields.text("reason") : "",
        draft.clientLength() == 0 ? null : draft.from());
  }

  private MeasureText() {}
}
