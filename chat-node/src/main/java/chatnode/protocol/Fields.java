package chatnode.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The scalar fields of one object, and the objects in it; lists values count as present but
 * unreadable.
 */
final class Fields {
  /** What no field of ours has for a value, as it was written. */
  private record Literal(String text) {
    static final Literal NULL = new Literal("null");
  }

  private final Map<String, Object> values = new HashMap<>();

  Fields(JsonParser json) throws IOException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      switch (json.nextToken()) {
        case VALUE_STRING -> values.put(name, json.getText());
        case VALUE_NUMBER_INT -> values.put(name, json.getNumberValue());
        case VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE, VALUE_NULL ->
            values.put(name, new Literal(json.getText()));
        case START_OBJECT -> values.put(name, new Fields(json));
        default -> {
          json.skipChildren();
          values.put(name, this);
        }
      }
    }
  }

  boolean has(String name) {
    return value(name) != null;
  }

  /** A null is a field that is not there. */
  private Object value(String name) {
    Object value = values.get(name);
    return Literal.NULL.equals(value) ? null : value;
  }

  boolean isTrue(String name) {
    return value(name) instanceof Literal literal && literal.text.equals("true");
  }

  /** An object, or null where there is none. */
  Fields fields(String name) {
    Object value = value(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Fields fields && fields != this) {
      return fields;
    }
    throw new Refusal(ErrorCode.BAD_FIELD, name + ": an object is needed here");
  }

  /** A message that another one names, or null where none is named. */
  Reference reference(String name) {
    Fields fields = fields(name);
    return fields == null ? null : new Reference(fields.text("from"), fields.text("id"));
  }

  String textOrNull(String name) {
    return values.get(name) instanceof String text ? text : null;
  }

  String text(String name) {
    if (values.get(name) instanceof String text) {
      return text;
    }
    throw new Refusal(ErrorCode.BAD_FIELD, name + ": a text is needed here");
  }

  /** A scalar as it was written, or null. */
  String scalar(String name) {
    Object value = values.get(name);
    if (value instanceof String text) {
      return Json.quoted(text);
    }
    return value instanceof Literal literal
        ? literal.text
        : value instanceof Number number ? number.toString() : null;
  }

  OptionalLong number(String name) {
    Object value = value(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
      return OptionalLong.of(((Number) value).longValue());
    }
    throw new Refusal(ErrorCode.BAD_FIELD, name + ": a whole number from 0 is needed here");
  }

  /** One that has to be there. */
  long due(String name) {
    return number(name)
        .orElseThrow(
            () -> new Refusal(ErrorCode.BAD_FIELD, name + ": a whole number is needed here"));
  }

  /** Written as base64. */
  byte[] bytes(String name) {
    try {
      return Base64.getDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": base64 is needed here");
    }
  }

  int count(String name, int fallback, int least, int most) {
    long value = number(name).orElse(fallback);
    if (value < least || value > most) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": a number from " + least + " to " + most);
    }
    return (int) value;
  }
}
