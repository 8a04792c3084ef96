package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Frames as JSON, an object to a line, in UTF-8, behind {@code reserve} bytes left free. */
public final class FrameWriter {

  public static byte[] frames(int reserve, List<? extends ServerFrame> frames) {
    return Json.lines(
        reserve,
        json -> {
          for (ServerFrame frame : frames) {
            write(json, frame);
          }
        });
  }

  /** The messages of one room. */
  public static byte[] messages(int reserve, String room, List<Entry> entries) {
    return Json.lines(
        reserve,
        json -> {
          for (Entry entry : entries) {
            write(json, new ServerFrame.Message(room, entry));
          }
        });
  }

  private static void write(JsonGenerator json, ServerFrame frame) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", frame.type());
    frame.fields(json);
    json.writeEndObject();
  }

  private FrameWriter() {}
}
