package chatnode.who;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A site that signs its people in, for tests; what it signs need not be right. */
public final class Issuer {
  public static final String ISSUER = "https://site.example";
  public static final String AUDIENCE = "chat";

  /** Makes one each time it is made: that takes a while. */
  final RSAKey key;

  public Issuer(String keyId) {
    try {
      key = new RSAKeyGenerator(2048).keyID(keyId).keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As it would publish them. */
  public String jwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /** What nothing is wrong with, valid for ten minutes. */
  public static Map<String, Object> claims(String sub, String... roles) {
    long now = Instant.now().getEpochSecond();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("sub", sub);
    claims.put("name", "Nick of " + sub);
    claims.put("nbf", now);
    claims.put("exp", now + 600);
    if (roles.length > 0) {
      claims.put("roles", java.util.List.of(roles));
    }
    return claims;
  }

  public String token(String sub, String... roles) {
    return token(claims(sub, roles));
  }

  public String token(Map<String, Object> claims) {
    return signed(json(claims));
  }

  /** Of whatever text, with the head that belongs to it. */
  String signed(String body) {
    return signed("{\"alg\":\"RS256\",\"kid\":\"" + key.getKeyID() + "\"}", body);
  }

  /** The signature is right, whatever the head says. */
  String signed(String head, String body) {
    String input = Base64URL.encode(head) + "." + Base64URL.encode(body);
    try {
      return input
          + "."
          + new RSASSASigner(key)
              .sign(new JWSHeader(JWSAlgorithm.RS256), input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String json(Map<String, Object> claims) {
    return new io.vertx.core.json.JsonObject(claims).encode();
  }
}
