package chatnode.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads a body that is one JSON object in UTF-8, as strictly as frames are read. */
public final class PostReader {
  private static final Nickname GUEST = new Nickname("guest");

  private final TextRule rule;

  public PostReader(TextRule rule) {
    this.rule = rule;
  }

  /** Throws a {@link Refusal} for what is none. */
  public Post read(byte[] body) {
    try (JsonParser json = Json.FACTORY.createParser(text(body))) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw badBody();
      }
      Fields fields = new Fields(json);
      if (json.nextToken() != null) {
        throw badBody();
      }
      return post(fields);
    } catch (JsonProcessingException e) {
      throw badBody();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // text in memory does not fail
    }
  }

  /** Decoded here: the parser would guess UTF-16 and take what is no UTF-8 for something else. */
  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw badBody();
    }
  }

  private static Refusal badBody() {
    return new Refusal(ErrorCode.BAD_FRAME, "the body is one JSON object, in UTF-8");
  }

  private Post post(Fields f) {
    return new Post(
        f.has("id") ? new MessageId(f.text("id")) : null,
        f.has("nick") ? new Nickname(f.text("nick")) : GUEST,
        f.has("client") ? new Secret(f.text("client")) : null,
        rule.said(f.text("text")),
        f.reference("re"),
        f.isTrue("again"));
  }
}
