package chatnode.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON dialect of the wire: nesting is limited, no key twice, objects one to a line. */
final class Json {
  private static final int MAX_DEPTH = 64;
  static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .rootValueSeparator(new SerializedString("\n"))
          .build();

  /** Something that writes one or more objects. */
  interface Part {
    void write(JsonGenerator json) throws IOException;
  }

  static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** The objects as UTF-8, after {@code reserve} bytes left free for a frame header. */
  static byte[] lines(int reserve, Part part) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder()) {
      for (int i = 0; i < reserve; i++) {
        bytes.append(0);
      }
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        part.write(json);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
  }

  private Json() {}
}
