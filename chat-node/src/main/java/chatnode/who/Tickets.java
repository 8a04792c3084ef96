package chatnode.who;

import chatnode.protocol.Person;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tickets of half a minute. What a ticket stands for is in it, sealed (AES-GCM) under a key that
 * only the nodes have: it is good on whichever node a balancer chooses. That it was used only the
 * node knows that took it; another would take it again within its half minute.
 */
final class Tickets {
  private static final long LIFE_MS = 30_000;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int MOST_CHARACTERS = 16 * 1024;
  private static final int LOOK_AT = 1000;
  private static final String SEAL = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKeySpec key;
  private final Map<String, Long> used = new ConcurrentHashMap<>();

  Tickets(byte[] identityKey) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(identityKey, "HmacSHA256"));
      key = new SecretKeySpec(mac.doFinal("tickets".getBytes(StandardCharsets.US_ASCII)), "AES");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  Ticket issue(Principal principal, long nowMs) {
    long until = nowMs + LIFE_MS;
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(written(principal, until));
      byte[] ticket = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, ticket, NONCE_BYTES, sealed.length);
      return new Ticket(Base64.getUrlEncoder().withoutPadding().encodeToString(ticket), until);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  /** Who it stands for; that was its one use. */
  Principal take(String ticket, long nowMs) {
    if (ticket.length() > MOST_CHARACTERS) {
      throw refused();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(ticket);
      if (bytes.length <= NONCE_BYTES) {
        throw refused();
      }
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      byte[] open =
          cipher(Cipher.DECRYPT_MODE, nonce)
              .doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(open));
      long until = in.readLong();
      if (until <= nowMs || isUsed(nonce, until, nowMs)) {
        throw refused();
      }
      return read(in);
    } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
      throw refused();
    }
  }

  private static NotLetIn refused() {
    return new NotLetIn("this ticket is not accepted here");
  }

  /** It is from here on. */
  private boolean isUsed(byte[] nonce, long until, long nowMs) {
    if (used.size() > LOOK_AT) {
      used.values().removeIf(each -> each <= nowMs);
    }
    return used.putIfAbsent(Base64.getEncoder().encodeToString(nonce), until) != null;
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(SEAL);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] written(Principal principal, long until) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(until);
      out.writeUTF(principal.person().id());
      out.writeUTF(principal.person().nick());
      out.writeLong(principal.until());
      out.writeByte(principal.roles().size());
      for (String role : principal.roles()) {
        out.writeUTF(role);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // bytes in memory do not fail
    }
    return bytes.toByteArray();
  }

  private static Principal read(DataInputStream in) throws IOException {
    Person person = new Person(in.readUTF(), in.readUTF());
    long until = in.readLong();
    Set<String> roles = new HashSet<>();
    for (int i = in.readByte(); i > 0; i--) {
      roles.add(in.readUTF());
    }
    return new Principal(person, true, roles, until);
  }
}
