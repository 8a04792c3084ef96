package chatnode.protocol;

import java.util.List;

/** What is answered to who asks over HTTP: messages as frames have them, with no frame around. */
public final class BodyWriter {

  /** A list of messages of one epoch, behind {@code reserve} bytes left free. */
  public static byte[] list(int reserve, long epoch, List<Entry> entries) {
    return list(reserve, entries.stream().map(entry -> new Placed(epoch, entry)).toList());
  }

  public static byte[] list(int reserve, List<Placed> messages) {
    return Json.lines(
        reserve,
        json -> {
          json.writeStartArray();
          for (Placed each : messages) {
            json.writeStartObject();
            each.fields(json);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  public static byte[] found(ServerFrame.Found found) {
    return Json.lines(
        0,
        json -> {
          json.writeStartObject();
          found.page(json);
          json.writeEndObject();
        });
  }

  private BodyWriter() {}
}
