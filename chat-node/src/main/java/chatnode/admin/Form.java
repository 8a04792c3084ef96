package chatnode.admin;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What is asked for in a body; what cannot be is refused with the name of the field. */
record Form(JsonObject fields) {

  /** A page elsewhere can send anything but this type without being asked whether it may. */
  static Form of(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    if (type == null || !type.split(";")[0].trim().equalsIgnoreCase("application/json")) {
      throw new Refusal(ErrorCode.BAD_FRAME, "say Content-Type: application/json");
    }
    Buffer body = context.body().buffer();
    try {
      return new Form(new JsonObject(body == null ? Buffer.buffer() : body));
    } catch (DecodeException e) {
      throw new Refusal(ErrorCode.BAD_FRAME, "the body is one JSON object, in UTF-8");
    }
  }

  boolean has(String name) {
    return fields.getValue(name) != null;
  }

  String text(String name) {
    if (fields.getValue(name) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new Refusal(ErrorCode.BAD_FIELD, name + ": a text is needed here");
  }

  /** At most so many characters; {@code otherwise} where there is none. */
  String text(String name, int most, String otherwise) {
    if (!has(name) || "".equals(fields.getValue(name))) {
      return otherwise;
    }
    String text = text(name);
    if (text.codePointCount(0, text.length()) > most) {
      throw new Refusal(ErrorCode.TOO_LONG, name + ": at most " + most + " characters");
    }
    return text;
  }

  long number(String name, long least, long most) {
    Object value = fields.getValue(name);
    boolean isWhole = value instanceof Integer || value instanceof Long;
    long number = isWhole ? ((Number) value).longValue() : -1;
    if (!isWhole || number < least || number > most) {
      throw new Refusal(
          ErrorCode.BAD_FIELD, name + ": a whole number from " + least + " to " + most);
    }
    return number;
  }
}
