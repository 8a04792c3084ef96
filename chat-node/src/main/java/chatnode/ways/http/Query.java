package chatnode.ways.http;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Mark;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.List;
import java.util.OptionalLong;

/** What a request asks for in its address; what cannot be is refused with the name of the field. */
public record Query(MultiMap values) {
  private static final int DIGITS = 18;

  public static Query of(RoutingContext context) {
    try {
      return new Query(context.queryParams());
    } catch (HttpException e) {
      throw new Refusal(ErrorCode.BAD_FIELD, "the address has a '%' that encodes nothing");
    }
  }

  /** The room in the path. */
  public static RoomName room(RoutingContext context) {
    return new RoomName(context.pathParam("room"));
  }

  /** Null when it is not there. */
  public String text(String name) {
    List<String> all = values.getAll(name);
    if (all.size() > 1) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": once is enough");
    }
    return all.isEmpty() ? null : all.get(0);
  }

  public OptionalLong number(String name) {
    String text = text(name);
    return text == null ? OptionalLong.empty() : OptionalLong.of(number(name, text));
  }

  private static long number(String name, String text) {
    if (!text.matches("[0-9]{1," + DIGITS + "}")) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": a whole number from 0 is needed here");
    }
    return Long.parseLong(text);
  }

  public int count(String name, int fallback, int least, int most) {
    long value = number(name).orElse(fallback);
    if (value < least || value > most) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": a number from " + least + " to " + most);
    }
    return (int) value;
  }

  /** {@code epoch:seq}, as an event's id has it; the mark names no room. */
  public static Mark place(String name, String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new Refusal(ErrorCode.BAD_FIELD, name + ": EPOCH:SEQ is needed here");
    }
    return new Mark(
        null, number(name, text.substring(0, colon)), number(name, text.substring(colon + 1)));
  }
}
