package chatnode.who;

import chatnode.protocol.Nickname;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.protocol.Token;
import chatnode.protocol.Visible;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Says who somebody is by his token: a JWT (RFC 7519) of the site's own login, checked as RFC 8725
 * has it. Why one is refused only our own log is told, and only who asks it for that.
 */
final class Tokens {
  private static final Logger LOG = Logger.getLogger(Tokens.class.getName());

  /** By so much the clocks of the site and of this node may differ. */
  private static final long SKEW_MS = 30_000;

  private static final double LAST_SECOND = 1L << 40;
  private static final int MOST_ROLES = 50;
  private static final int MOST_OF_ROLE = 200;
  private static final int MOST_OF_ID = 200;
  private static final int MOST_ID_BYTES = 255;
  private static final String REFUSED = "this token is not accepted here";
  private static final String RUN_OUT = "this token has run out";

  /** The keys have none of the name that the token says. */
  static final class UnknownKey extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownKey() {
      super(null, null, false, false);
    }
  }

  private final String issuer;
  private final String audience;

  Tokens(String issuer, String audience) {
    this.issuer = issuer;
    this.audience = audience;
  }

  /** Fails with {@link NotLetIn} where it does not with {@link UnknownKey}. */
  Principal read(Token token, Nickname nick, KeySet keys, long nowMs) throws UnknownKey {
    try {
      Jwt jwt = Jwt.of(token.value());
      if (!keys.has(jwt.head().getKeyID())) {
        throw new UnknownKey();
      }
      if (!keys.hasSigned(jwt.head(), jwt.signed(), jwt.signature())) {
        throw new Jwt.Bad("the signature is none of the key's");
      }
      return principal(jwt.claims(), nick, nowMs);
    } catch (Jwt.Bad e) {
      throw refused(e.getMessage());
    }
  }

  static NotLetIn refused(String why) {
    LOG.fine(() -> "a token was refused: " + why);
    return new NotLetIn(REFUSED);
  }

  private Principal principal(Map<String, Object> claims, Nickname nick, long nowMs)
      throws Jwt.Bad {
    if (!issuer.equals(claims.get("iss"))) {
      throw new Jwt.Bad("it is of another issuer");
    }
    if (!isForUs(claims.get("aud"))) {
      throw new Jwt.Bad("it is for another audience");
    }
    String id = id(claims.get("sub"));
    if (!claims.containsKey("exp")) {
      throw new Jwt.Bad("it does not say when it runs out");
    }
    long until = millis(claims.get("exp")) + SKEW_MS;
    if (claims.containsKey("nbf") && millis(claims.get("nbf")) - SKEW_MS > nowMs) {
      throw new Jwt.Bad("it does not hold yet");
    }
    Set<String> roles = roles(claims.get("roles"));
    if (until <= nowMs) {
      throw new NotLetIn(RUN_OUT);
    }
    String called = nick == null ? nick(claims, id) : nick.value();
    return new Principal(new Person(id, called), true, roles, until);
  }

  private boolean isForUs(Object aud) {
    return audience.equals(aud) || aud instanceof List<?> several && several.contains(audience);
  }

  /** Seconds, of which there may be parts (RFC 7519 section 2). */
  private static long millis(Object seconds) throws Jwt.Bad {
    if (seconds instanceof Number number && Math.abs(number.doubleValue()) <= LAST_SECOND) {
      return (long) (number.doubleValue() * 1000);
    }
    throw new Jwt.Bad("a time in it is none");
  }

  /** One that people see and others name, and that no guest has. */
  private static String id(Object sub) throws Jwt.Bad {
    if (sub instanceof String id
        && !id.isEmpty()
        && !id.startsWith(GuestIds.GUEST)
        && id.codePointCount(0, id.length()) <= MOST_OF_ID
        && id.getBytes(StandardCharsets.UTF_8).length <= MOST_ID_BYTES
        && id.equals(id.strip())
        && id.codePoints().allMatch(c -> c == ' ' || Visible.test(c))) {
      return id;
    }
    throw new Jwt.Bad("its sub is no public id");
  }

  private static Set<String> roles(Object value) throws Jwt.Bad {
    Set<String> roles = new HashSet<>();
    if (value != null) {
      if (!(value instanceof List<?> list) || list.size() > MOST_ROLES) {
        throw new Jwt.Bad("its roles are no list, or too many");
      }
      for (Object each : list) {
        if (!(each instanceof String role) || role.length() > MOST_OF_ROLE) {
          throw new Jwt.Bad("one of its roles is none");
        }
        roles.add(role);
      }
    }
    return roles;
  }

  private static String nick(Map<String, Object> claims, String id) {
    for (Object each : new Object[] {claims.get("name"), claims.get("preferred_username"), id}) {
      try {
        if (each instanceof String text) {
          return new Nickname(text).value();
        }
      } catch (Refusal e) {
        // the next one, perhaps
      }
    }
    return "member";
  }
}
