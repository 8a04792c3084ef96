package chatnode.who;

import chatnode.protocol.JsonDocument;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The keys that tokens are signed with. Which algorithms go with a key is the key's to say (RFC
 * 8725 section 3.1): what a token names is only compared with that.
 */
final class KeySet {
  /** Below, RSA is not what it was (RFC 7518 section 3.3). */
  private static final int LEAST_RSA_BITS = 2048;

  /** Whether a signature is the key's. */
  @FunctionalInterface
  private interface Check {
    boolean test(JWSHeader head, byte[] signed, Base64URL signature) throws JOSEException;
  }

  private record Key(String id, Set<JWSAlgorithm> algorithms, Check check) {}

  private static final int MOST_SEEN = 10_000;

  private final List<Key> keys;

  /**
   * Hashes of what these keys were seen to have signed: who comes again does so with the same
   * token, and thousands do at once when a node has gone. ES256 takes a few hundred microseconds.
   */
  private final Set<ByteBuffer> seen = ConcurrentHashMap.newKeySet();

  private KeySet(List<Key> keys) {
    this.keys = keys;
  }

  /** Of a file, which only who runs the node can write: a secret may be in it, too. */
  static KeySet withSecrets(String jwks) throws Mistaken {
    return read(jwks, true);
  }

  /** Of what everybody may read: a secret in it is none. */
  static KeySet published(String jwks) throws Mistaken {
    return read(jwks, false);
  }

  private static KeySet read(String jwks, boolean mayBeSecret) throws Mistaken {
    List<Key> keys = new ArrayList<>();
    try {
      JsonDocument.object(jwks); // no key twice
      for (JWK each : JWKSet.parse(jwks).getKeys()) {
        if (isForSignatures(each) && (mayBeSecret || !(each instanceof OctetSequenceKey))) {
          Key key = key(each);
          if (!key.algorithms.isEmpty()) {
            keys.add(key);
          }
        }
      }
    } catch (JsonDocument.Broken e) {
      throw new Mistaken(e.getMessage());
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw new Mistaken("it is no JWKS (RFC 7517)");
    }
    if (keys.isEmpty()) {
      throw new Mistaken("it has no key that a token could be signed with");
    }
    return new KeySet(List.copyOf(keys));
  }

  private static boolean isForSignatures(JWK key) {
    return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getKeyOperations() == null
            || key.getKeyOperations().contains(KeyOperation.VERIFY)
            || key.getKeyOperations().contains(KeyOperation.SIGN));
  }

  private static Key key(JWK key) throws JOSEException {
    String id = key.getKeyID();
    if (key instanceof RSAKey rsa && rsa.size() >= LEAST_RSA_BITS) {
      return new Key(id, of(key, RSASSAVerifier.SUPPORTED_ALGORITHMS), check(rsa));
    }
    if (key instanceof ECKey ec && !ec.getCurve().equals(Curve.SECP256K1)) {
      ECDSAVerifier verifier = new ECDSAVerifier(ec.toECPublicKey());
      return new Key(id, of(key, verifier.supportedJWSAlgorithms()), verifier::verify);
    }
    if (key instanceof OctetKeyPair pair && pair.getCurve().equals(Curve.Ed25519)) {
      Ed25519 verifier = new Ed25519(pair.getDecodedX());
      Check check = (head, signed, signature) -> verifier.test(signed, signature.decode());
      return new Key(id, of(key, Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519)), check);
    }
    if (key instanceof OctetSequenceKey secret) {
      byte[] bytes = secret.toByteArray();
      Set<JWSAlgorithm> fit = MACVerifier.getCompatibleAlgorithms(8 * bytes.length);
      return new Key(id, of(key, fit), fit.isEmpty() ? null : new MACVerifier(bytes)::verify);
    }
    return new Key(id, Set.of(), null);
  }

  private static Check check(RSAKey key) throws JOSEException {
    return new RSASSAVerifier(key.toRSAPublicKey())::verify;
  }

  /** A key may say which one it is for. */
  private static Set<JWSAlgorithm> of(JWK key, Set<JWSAlgorithm> fit) {
    if (key.getAlgorithm() == null) {
      return Set.copyOf(fit);
    }
    return fit.stream().anyMatch(each -> each.getName().equals(key.getAlgorithm().getName()))
        ? Set.of(JWSAlgorithm.parse(key.getAlgorithm().getName()))
        : Set.of();
  }

  /** Whether it may be about one of these. Without a name only where there is one key. */
  boolean has(String id) {
    return candidates(id).findAny().isPresent();
  }

  boolean hasSigned(JWSHeader head, byte[] signed, Base64URL signature) {
    ByteBuffer hash = hash(signed, signature);
    if (seen.contains(hash)) {
      return true;
    }
    boolean isSigned =
        candidates(head.getKeyID())
            .filter(key -> key.algorithms.contains(head.getAlgorithm()))
            .anyMatch(key -> passes(key, head, signed, signature));
    if (isSigned) {
      if (seen.size() >= MOST_SEEN) {
        seen.clear();
      }
      seen.add(hash);
    }
    return isSigned;
  }

  /** Of all of it: the head is part of what is signed. */
  private static ByteBuffer hash(byte[] signed, Base64URL signature) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(signed);
      digest.update((byte) '.');
      return ByteBuffer.wrap(
          digest.digest(signature.toString().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  private static boolean passes(Key key, JWSHeader head, byte[] signed, Base64URL signature) {
    try {
      return key.check.test(head, signed, signature);
    } catch (JOSEException e) {
      return false;
    }
  }

  private Stream<Key> candidates(String id) {
    if (id == null) {
      return keys.size() == 1 ? keys.stream() : Stream.empty();
    }
    return keys.stream().filter(key -> id.equals(key.id));
  }
}
