package chatnode.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/**
 * A message with the epoch in which it has its number. One that only changes another says what it
 * is: there is no frame around it that would.
 */
public record Placed(long epoch, Entry entry) {

  void fields(JsonGenerator json) throws IOException {
    if (entry.draft().kind() != Draft.Kind.MESSAGE) {
      json.writeStringField("type", entry.draft().kind().wire());
    }
    json.writeNumberField("epoch", epoch);
    entry.fields(json);
  }
}
