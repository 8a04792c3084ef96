package chatnode.who;

import chatnode.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Who somebody is to the others: what the secret that the client keeps becomes under a key that
 * only the nodes have (HMAC-SHA-256, RFC 2104), so that nobody can find a secret by trying, or a
 * random value. Used by one loop.
 */
public final class GuestIds {
  /** What the public id of a guest begins with, and that of nobody who is signed in. */
  static final String GUEST = "~";

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 9; // 72 bits, 12 characters
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int KEY_BYTES = 32;

  private final Mac mac;

  public GuestIds(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** For nodes that have none yet. */
  public static byte[] freshKey() {
    return random(KEY_BYTES);
  }

  String of(Secret secret) {
    byte[] hash = mac.doFinal(secret.value().getBytes(StandardCharsets.UTF_8));
    return GUEST + text(Arrays.copyOf(hash, BYTES));
  }

  static String stranger() {
    return GUEST + random();
  }

  /** What nobody else has. */
  public static String random() {
    return text(random(BYTES));
  }

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
