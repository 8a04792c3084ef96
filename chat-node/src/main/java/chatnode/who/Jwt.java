package chatnode.who;

import chatnode.protocol.JsonDocument;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A token taken apart (RFC 7519, compact form), nothing of it believed yet. What names keys or asks
 * for what is not known here is refused unread: no address in a token is ever gone to.
 */
record Jwt(JWSHeader head, Map<String, Object> claims, byte[] signed, Base64URL signature) {
  private static final int MOST = 8 * 1024;
  private static final int MOST_OF_KEY_ID = 256;
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Set<String> TYPES = Set.of("jwt", "at+jwt", "application/at+jwt");

  /** In a head; the rest is not needed, and what it is for is not known. */
  private static final Set<String> UNDERSTOOD = Set.of("alg", "typ", "kid", "x5t", "x5t#S256");

  private static final Set<String> REFUSED =
      Set.of("crit", "jku", "x5u", "jwk", "x5c", "b64", "zip", "enc", "cty");

  /** It is none, or none for us; the sentence is for our own log. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;

    Bad(String why) {
      super(why, null, false, false);
    }
  }

  static Jwt of(String token) throws Bad {
    if (token.length() > MOST) {
      throw new Bad("it is longer than " + MOST + " characters");
    }
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw new Bad("it has not three parts");
    }
    for (String part : parts) {
      if (!PART.matcher(part).matches() || part.length() % 4 == 1) {
        throw new Bad("a part is empty, or not base64url");
      }
    }
    Map<String, Object> head = json(parts[0]);
    check(head);
    return new Jwt(
        parsed(parts[0]),
        json(parts[1]),
        token.substring(0, token.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII),
        new Base64URL(parts[2]));
  }

  private static Map<String, Object> json(String part) throws Bad {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(new Base64URL(part).decode());
      return JsonDocument.object(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
    } catch (CharacterCodingException | JsonDocument.Broken e) {
      throw new Bad("a part is no JSON object with each key once");
    }
  }

  private static void check(Map<String, Object> head) throws Bad {
    for (String each : head.keySet()) {
      if (REFUSED.contains(each)) {
        throw new Bad("its head has '" + each + "'");
      }
    }
    for (String each : UNDERSTOOD) {
      if (head.containsKey(each) && !(head.get(each) instanceof String)) {
        throw new Bad("a field of its head is no text");
      }
    }
    if (head.get("typ") instanceof String type && !TYPES.contains(type.toLowerCase(Locale.ROOT))) {
      throw new Bad("it is of another type");
    }
    if (head.get("kid") instanceof String id && id.length() > MOST_OF_KEY_ID) {
      throw new Bad("its key has too long a name");
    }
  }

  /** Nimbus refuses the algorithm {@code none} here already. */
  private static JWSHeader parsed(String part) throws Bad {
    try {
      return JWSHeader.parse(new Base64URL(part));
    } catch (ParseException | IllegalArgumentException e) {
      throw new Bad("its head is none of a signature");
    }
  }
}
