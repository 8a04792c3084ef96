package chatnode.room;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Who somebody is to the others: a hash of the secret the client keeps, or a random value. */
final class Identity {
  private static final int BYTES = 9; // 72 bits, 12 characters
  private static final SecureRandom RANDOM = new SecureRandom();

  static String of(String secret) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return text(Arrays.copyOf(sha.digest(secret.getBytes(StandardCharsets.UTF_8)), BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has SHA-256
    }
  }

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Identity() {}
}
