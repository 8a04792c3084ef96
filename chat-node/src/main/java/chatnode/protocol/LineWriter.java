package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;

/** Writes {@link Line}s; whoever made the stream closes it. */
public final class LineWriter {
  private final OutputStream out;
  private final JsonGenerator json;

  public LineWriter(OutputStream out) throws IOException {
    this.out = out;
    this.json = Json.FACTORY.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.setRootValueSeparator(null);
  }

  public void write(Line line) throws IOException {
    json.writeStartObject();
    line.write(json);
    json.writeEndObject();
    json.writeRaw('\n');
  }

  public void flush() throws IOException {
    json.flush();
    out.flush();
  }
}
