package chatnode.who;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chatnode.clock.MovedClock;
import chatnode.options.Options;
import chatnode.protocol.Nickname;
import chatnode.protocol.Token;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who is let in by a token, and who is not (RFC 7519, RFC 8725). */
class SigningInTest {
  private static final Issuer ISSUER = new Issuer("first");
  private static final Issuer OTHER = new Issuer("first");

  @TempDir private static Path folder;
  private Who who;

  @BeforeEach
  void start() throws Exception {
    who = with(ISSUER.jwks());
  }

  private static Who with(String jwks, String... more) throws Exception {
    Path file = Files.writeString(Files.createTempFile(folder, "keys", ".json"), jwks);
    String[] keys = {
      "--jwt-keys=" + file, "--jwt-issuer=" + Issuer.ISSUER, "--jwt-audience=" + Issuer.AUDIENCE
    };
    return who(Stream.concat(Stream.of(keys), Stream.of(more)).toArray(String[]::new));
  }

  private static Who who(String... options) throws Exception {
    Access access = Access.open(Options.with(SigningIn.class, options));
    access.keyIs(new byte[32]);
    return access.on(new NowClock());
  }

  private Principal let(String token) {
    return let(token, null);
  }

  private Principal let(String token, String nick) {
    Future<Principal> known =
        who.signedIn(new Token(token), nick == null ? null : new Nickname(nick));
    assertThat(known.isComplete()).isTrue();
    if (known.failed()) {
      throw (RuntimeException) known.cause();
    }
    return known.result();
  }

  @Test
  void aTokenSaysWhoSomebodyIs() {
    Principal ann = let(ISSUER.token("ann", "staff", "press"));
    assertThat(ann.isSignedIn()).isTrue();
    assertThat(ann.id()).isEqualTo("ann");
    assertThat(ann.person().nick()).isEqualTo("Nick of ann");
    assertThat(ann.roles()).isEqualTo(Set.of("staff", "press"));
    assertThat(ann.until() - System.currentTimeMillis()).isBetween(620_000L, 631_000L);
    assertThat(let(ISSUER.token("ann"), "other").person().nick()).isEqualTo("other");
  }

  @Test
  void whatMayBeSaidOtherwiseIs() {
    Map<String, Object> claims = Issuer.claims("ann");
    claims.put("aud", List.of("shop", Issuer.AUDIENCE));
    claims.put("exp", System.currentTimeMillis() / 1000.0 + 10.5);
    claims.put("address", Map.of("city", "Seoul"));
    claims.remove("nbf");
    claims.remove("name");
    claims.put("preferred_username", "annie");
    String head = "{\"alg\":\"RS256\",\"typ\":\"at+JWT\"}"; // there is one key only
    assertThat(let(ISSUER.signed(head, Issuer.json(claims))).person().nick()).isEqualTo("annie");
    claims.put("name", "x".repeat(33));
    claims.remove("preferred_username");
    assertThat(let(ISSUER.token(claims)).person().nick()).isEqualTo("ann");
    claims.put("sub", "auth0|" + "5".repeat(40));
    assertThat(let(ISSUER.token(claims)).person().nick()).isEqualTo("member");
  }

  @Test
  void clocksMayDifferByHalfAMinute() {
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> claims = Issuer.claims("ann");
    claims.put("exp", now - 20);
    claims.put("nbf", now + 20);
    assertThat(let(ISSUER.token(claims)).id()).isEqualTo("ann");
  }

  @TestFactory
  Stream<DynamicTest> aWrongTokenIsRefusedWithASentenceThatGivesNothingAway() {
    return WrongTokens.of(ISSUER, OTHER, "http://127.0.0.1:1/keys").entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () ->
                        assertThatThrownBy(() -> let(each.getValue()))
                            .isInstanceOf(NotLetIn.class)
                            .hasMessageMatching("this token (is not accepted here|has run out)")));
  }

  @TestFactory
  Stream<DynamicTest> eachKindOfKeyIsUsedWithWhatGoesWithIt() throws Exception {
    return Stream.of(JWSAlgorithm.RS256, JWSAlgorithm.RS512, JWSAlgorithm.PS384)
        .map(each -> DynamicTest.dynamicTest(each.getName(), () -> signsWithRsa(each)));
  }

  private void signsWithRsa(JWSAlgorithm algorithm) throws Exception {
    JWSObject token = new JWSObject(head(algorithm), payload());
    token.sign(new RSASSASigner(ISSUER.key));
    assertThat(let(token.serialize()).id()).isEqualTo("ann");
  }

  private static JWSHeader head(JWSAlgorithm algorithm) {
    return new JWSHeader.Builder(algorithm).keyID("first").build();
  }

  private static Payload payload() {
    return new Payload(Issuer.json(Issuer.claims("ann")));
  }

  private static String set(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(false);
  }

  @Test
  void ellipticCurvesAreTakenToo() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("first").generate();
    who = with(set(key.toPublicJWK()));
    JWSObject token = new JWSObject(head(JWSAlgorithm.ES256), payload());
    token.sign(new ECDSASigner(key));
    assertThat(let(token.serialize()).id()).isEqualTo("ann");
    String empty = Base64URL.encode(new byte[64]).toString(); // CVE-2022-21449
    String unsigned = token.serialize().substring(0, token.serialize().lastIndexOf('.') + 1);
    assertThatThrownBy(() -> let(unsigned + empty)).isInstanceOf(NotLetIn.class);
  }

  @Test
  void edwardsCurvesAreTakenToo() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    Base64URL x =
        Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    who = with(set(new OctetKeyPair.Builder(Curve.Ed25519, x).keyID("first").build()));
    JWSHeader head = head(JWSAlgorithm.EdDSA);
    String input = head.toBase64URL() + "." + payload().toBase64URL();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    String signed = input + "." + Base64URL.encode(signature.sign());
    assertThat(let(signed).id()).isEqualTo("ann");
    assertThatThrownBy(() -> let(input + "." + Base64URL.encode(new byte[64])))
        .isInstanceOf(NotLetIn.class);
  }

  @Test
  void aSecretIsOneOfAFileOnlyAndLongEnough() throws Exception {
    OctetSequenceKey secret = new OctetSequenceKeyGenerator(256).keyID("first").generate();
    who = with(set(secret));
    JWSObject token = new JWSObject(head(JWSAlgorithm.HS256), payload());
    token.sign(new MACSigner(secret));
    assertThat(let(token.serialize()).id()).isEqualTo("ann");
    assertThatThrownBy(() -> KeySet.published(set(secret))).isInstanceOf(Mistaken.class);
    OctetSequenceKey tooShort = new OctetSequenceKey.Builder(new byte[31]).keyID("first").build();
    assertThatThrownBy(() -> with(set(tooShort))).isInstanceOf(Mistaken.class);
  }

  @Test
  void aKeyIsUsedForNothingButWhatItIsFor() throws Exception {
    JWK forOther =
        new RSAKeyGenerator(2048).keyID("first").algorithm(JWSAlgorithm.RS512).generate();
    who = with(set(forOther.toPublicJWK()));
    JWSObject token = new JWSObject(head(JWSAlgorithm.RS256), payload());
    token.sign(new RSASSASigner(forOther.toRSAKey()));
    assertThatThrownBy(() -> let(token.serialize())).isInstanceOf(NotLetIn.class);
    String encryption = ISSUER.jwks().replace("\"sig\"", "\"enc\"");
    assertThatThrownBy(() -> KeySet.published(encryption)).isInstanceOf(Mistaken.class);
    JWK weak = new RSAKeyGenerator(1024, true).keyID("first").generate();
    assertThatThrownBy(() -> KeySet.published(set(weak.toPublicJWK())))
        .isInstanceOf(Mistaken.class);
  }

  @Test
  void whatWasSeenToBeRightIsKnownAgainAndNothingElse() {
    String token = ISSUER.token("ann");
    assertThat(let(token).id()).isEqualTo("ann");
    assertThat(let(token).id()).isEqualTo("ann");
    int end = token.lastIndexOf('.');
    String another = (token.charAt(end + 1) == 'A' ? "B" : "A") + token.substring(end + 2);
    assertThatThrownBy(() -> let(token.substring(0, end + 1) + another))
        .isInstanceOf(NotLetIn.class);
    assertThatThrownBy(() -> let(OTHER.token("ann"))).isInstanceOf(NotLetIn.class);
  }

  @Test
  void ofSeveralKeysATokenNamesOne() throws Exception {
    Issuer second = new Issuer("second");
    who = with(set(ISSUER.key.toPublicJWK(), second.key.toPublicJWK()));
    assertThat(let(second.token("ben")).id()).isEqualTo("ben");
    String nameless = ISSUER.signed("{\"alg\":\"RS256\"}", Issuer.json(Issuer.claims("ann")));
    assertThatThrownBy(() -> let(nameless)).isInstanceOf(NotLetIn.class);
  }

  @Test
  void withoutKeysNobodySignsInAndWithoutGuestsNobodyElseComes() throws Exception {
    who = who();
    assertThat(who.knowsTokens()).isFalse();
    assertThatThrownBy(() -> let(ISSUER.token("ann"))).isInstanceOf(NotLetIn.class);
    assertThat(who.nobody().isSignedIn()).isFalse();
    who = with(ISSUER.jwks(), "--guests=off");
    assertThatThrownBy(() -> who.nobody()).isInstanceOf(NotLetIn.class);
    assertThatThrownBy(() -> who.guest(new Nickname("ann"), null)).isInstanceOf(NotLetIn.class);
    assertThat(let(ISSUER.token("ann")).id()).isEqualTo("ann");
  }

  @Test
  void aFileOfKeysIsReadAnewAndAMistakeKeepsTheOldOnes() throws Exception {
    Path file = Files.writeString(folder.resolve("watched.json"), ISSUER.jwks());
    WatchedFile<KeySet> keys = new WatchedFile<>("--jwt-keys", file, KeySet::withSecrets);
    KeySet first = keys.now();
    Files.writeString(file, "{\"keys\": [");
    keys.look();
    keys.look();
    assertThat(keys.now()).isSameAs(first);
    Files.writeString(file, new Issuer("next").jwks() + " ");
    keys.look();
    assertThat(keys.now().has("next")).isTrue();
    assertThat(keys.now().has("first")).isFalse();
  }

  /** The time of day, and no timers. */
  private static final class NowClock implements chatnode.clock.Clock {
    private final MovedClock timers = new MovedClock();

    @Override
    public long millis() {
      return System.currentTimeMillis();
    }

    @Override
    public long nanos() {
      return System.nanoTime();
    }

    @Override
    public void soon(Runnable action) {
      timers.soon(action);
    }

    @Override
    public Timer after(long ms, Runnable action) {
      return timers.after(ms, action);
    }

    @Override
    public Timer every(long ms, Runnable action) {
      return timers.every(ms, action);
    }
  }
}
