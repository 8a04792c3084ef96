package chatnode.who;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every way we know to make a token that is none; each but for that is right. */
public final class WrongTokens {
  private static final String SUB = "mallory";

  private final Issuer issuer;
  private final Map<String, String> all = new LinkedHashMap<>();

  private WrongTokens(Issuer issuer, Issuer other) {
    this.issuer = issuer;
    heads();
    signatures(other);
    claims();
    shapes();
  }

  /** By what is wrong with them. {@code elsewhere} is an address that some of them name. */
  public static Map<String, String> of(Issuer issuer, Issuer other, String elsewhere) {
    WrongTokens wrong = new WrongTokens(issuer, other);
    wrong.addresses(elsewhere);
    return wrong.all;
  }

  private String head(String more) {
    return "{\"alg\":\"RS256\",\"kid\":\"" + issuer.key.getKeyID() + "\"" + more + "}";
  }

  private String body() {
    return Issuer.json(Issuer.claims(SUB));
  }

  private void heads() {
    String none = Base64URL.encode("{\"alg\":\"none\"}") + "." + Base64URL.encode(body());
    all.put("none", none + ".");
    all.put("none with a signature", none + ".AAAA");
    all.put("NoNe", issuer.signed("{\"alg\":\"NoNe\"}", body()));
    all.put("no algorithm", issuer.signed("{\"kid\":\"" + issuer.key.getKeyID() + "\"}", body()));
    all.put("another algorithm of the key", issuer.signed(head("").replace("256", "512"), body()));
    all.put("crit", issuer.signed(head(",\"crit\":[\"x\"],\"x\":1"), body()));
    all.put("crit b64", issuer.signed(head(",\"crit\":[\"b64\"],\"b64\":false"), body()));
    all.put("unknown kid", issuer.signed("{\"alg\":\"RS256\",\"kid\":\"other\"}", body()));
    all.put(
        "kid of a path", issuer.signed("{\"alg\":\"RS256\",\"kid\":\"../../etc/passwd\"}", body()));
    all.put("kid of SQL", issuer.signed("{\"alg\":\"RS256\",\"kid\":\"' or '1'='1\"}", body()));
    all.put("kid of a number", issuer.signed("{\"alg\":\"RS256\",\"kid\":1}", body()));
    all.put("another typ", issuer.signed(head(",\"typ\":\"logout+jwt\""), body()));
    all.put("cty", issuer.signed(head(",\"cty\":\"JWT\""), body()));
    all.put("jwk", issuer.signed(head(",\"jwk\":" + issuer.key.toPublicJWK()), body()));
    all.put("a key twice in the head", issuer.signed(head(",\"alg\":\"RS256\""), body()));
  }

  private void addresses(String elsewhere) {
    String there = "\"" + elsewhere + "\"";
    all.put("jku", issuer.signed(head(",\"jku\":" + there), body()));
    all.put("x5u", issuer.signed(head(",\"x5u\":" + there), body()));
    all.put(
        "kid of an address", issuer.signed("{\"alg\":\"RS256\",\"kid\":" + there + "}", body()));
    all.put("iss of an address", with("iss", elsewhere));
  }

  private void signatures(Issuer other) {
    String right = issuer.token(SUB);
    String unsigned = right.substring(0, right.lastIndexOf('.') + 1);
    all.put("no signature", unsigned);
    all.put("another signature", unsigned + Base64URL.encode(new byte[256]));
    all.put("other key", other.signed(head(""), body()));
    all.put(
        "other body",
        unsigned.split("\\.")[0]
            + "."
            + Base64URL.encode(Issuer.json(Issuer.claims("admin")))
            + right.substring(right.lastIndexOf('.')));
    all.put("HS256 with the public key", hs256(issuer.key.toPublicJWK().toString()));
    try {
      byte[] der = issuer.key.toPublicKey().getEncoded();
      all.put("HS256 with the public key in DER", hs256(der));
      all.put(
          "HS256 with the public key in PEM",
          hs256(
              "-----BEGIN PUBLIC KEY-----\n"
                  + java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                  + "\n-----END PUBLIC KEY-----\n"));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String hs256(String secret) {
    return hs256(secret.getBytes(StandardCharsets.UTF_8));
  }

  private String hs256(byte[] secret) {
    String input =
        Base64URL.encode(head("").replace("RS256", "HS256")) + "." + Base64URL.encode(body());
    try {
      return input
          + "."
          + new MACSigner(secret)
              .sign(new JWSHeader(JWSAlgorithm.HS256), input.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String with(String claim, Object value) {
    Map<String, Object> claims = Issuer.claims(SUB);
    claims.put(claim, value);
    return issuer.token(claims);
  }

  private String without(String claim) {
    Map<String, Object> claims = Issuer.claims(SUB);
    claims.remove(claim);
    return issuer.token(claims);
  }

  private void claims() {
    long now = System.currentTimeMillis() / 1000;
    all.put("wrong iss", with("iss", Issuer.ISSUER + "/"));
    all.put("no iss", without("iss"));
    all.put("wrong aud", with("aud", "shop"));
    all.put("wrong auds", with("aud", java.util.List.of("shop", "chat2")));
    all.put("no aud", without("aud"));
    all.put("run out", with("exp", now - 60));
    all.put("not yet", with("nbf", now + 60));
    all.put("no exp", without("exp"));
    all.put("exp of a text", with("exp", "" + (now + 600)));
    all.put("exp for ever", with("exp", 1e300));
    all.put("nbf of a text", with("nbf", "" + now));
    all.put("no sub", without("sub"));
    all.put("sub of a number", with("sub", 1));
    all.put("an empty sub", with("sub", ""));
    all.put("sub like a guest", with("sub", "~abcdefghijkl"));
    all.put("sub of controls", with("sub", "a\nb"));
    all.put("sub that shows nothing", with("sub", "admin\u200b"));
    all.put("sub too long", with("sub", "x".repeat(201)));
    all.put("sub of too many bytes", with("sub", "\ud55c".repeat(100)));
    all.put("roles of a text", with("roles", "admin"));
    all.put("roles of numbers", with("roles", java.util.List.of(1)));
    all.put("a claim twice", issuer.signed(body().replace("}", ",\"sub\":\"admin\"}")));
    all.put("claims of a list", issuer.signed("[]"));
    all.put("claims and more", issuer.signed(body() + "{}"));
    all.put("claims of no JSON", issuer.signed("hello"));
  }

  private void shapes() {
    String right = issuer.token(SUB);
    all.put("60 KB", with("more", "x".repeat(45_000)));
    all.put("just too long", with("more", "x".repeat(6_000)));
    all.put("two parts", right.substring(0, right.lastIndexOf('.')));
    all.put("four parts", right + ".AAAA");
    all.put("five parts", right + ".AAAA.AAAA");
    all.put("no parts", "token");
    all.put("empty", "");
    all.put("dots", "..");
    all.put("padded", right.replace(".", "=."));
    all.put("another alphabet", right.substring(0, right.length() - 2) + "+/");
  }
}
