package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A message with the epoch in which it has its number. */
public record Placed(long epoch, Entry entry) {

  void fields(JsonGenerator json) throws IOException {
    json.writeNumberField("epoch", epoch);
    entry.fields(json);
  }
}
