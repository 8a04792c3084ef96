package chatnode.who;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Addresses that begin alike (RFC 4632), or a single one. An IPv4 address that is written as one of
 * IPv6 is the same address.
 */
public final class Network {
  private static final int BYTE = 8;
  private static final int V4_BYTES = 4;
  private static final int MAPPED_BYTES = 12;

  private final byte[] address;
  private final int bits;

  private Network(byte[] bytes, int bits) {
    this.address = bytes;
    this.bits = bits;
    for (int i = 0; i < bytes.length; i++) {
      int kept = Math.min(BYTE, Math.max(0, bits - i * BYTE));
      bytes[i] &= (byte) (0xff << BYTE - kept);
    }
  }

  /**
   * Like {@code 192.0.2.7}, {@code 192.0.2.0/24} or {@code 2001:db8::/32}; throws
   * IllegalArgumentException for what is neither.
   */
  public static Network of(String text) {
    int slash = text.indexOf('/');
    byte[] bytes = bytes(slash < 0 ? text : text.substring(0, slash));
    String prefix = slash < 0 ? "" : text.substring(slash + 1);
    if (bytes == null || slash >= 0 && !prefix.matches("\\d{1,3}")) {
      throw none(text);
    }
    int bits = slash < 0 ? bytes.length * BYTE : Integer.parseInt(prefix);
    if (bits > bytes.length * BYTE) {
      throw none(text);
    }
    return new Network(bytes, bits);
  }

  private static IllegalArgumentException none(String text) {
    return new IllegalArgumentException("'" + text + "' is not an address or a network");
  }

  private static byte[] bytes(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    return bytes != null && isMapped(bytes)
        ? Arrays.copyOfRange(bytes, MAPPED_BYTES, bytes.length)
        : bytes;
  }

  private static boolean isMapped(byte[] bytes) {
    byte[] prefix = new byte[MAPPED_BYTES];
    prefix[MAPPED_BYTES - 1] = -1;
    prefix[MAPPED_BYTES - 2] = -1;
    return bytes.length == MAPPED_BYTES + V4_BYTES
        && Arrays.equals(bytes, 0, MAPPED_BYTES, prefix, 0, MAPPED_BYTES);
  }

  /** How much of an address of it is alike. */
  public int bits() {
    return bits;
  }

  /** The network of so many bits that this one is in. */
  public Network within(int bits) {
    return new Network(address.clone(), Math.min(bits, this.bits));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network network
        && bits == network.bits
        && Arrays.equals(address, network.address);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(address) * 31 + bits;
  }

  /** As people write it: one is an address, which has no length. */
  @Override
  public String toString() {
    try {
      String host = InetAddress.getByAddress(address).getHostAddress();
      return bits == address.length * BYTE ? host : host + "/" + bits;
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // it has one of the two lengths
    }
  }
}
