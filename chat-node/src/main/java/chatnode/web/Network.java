package chatnode.web;

import io.netty.util.NetUtil;

/** An address, or a network like {@code 10.0.0.0/8}. */
public record Network(String text) {
  private static final int BITS = 8;

  public Network {
    String[] parts = text.split("/", 2);
    byte[] address = NetUtil.createByteArrayFromIpAddressString(parts[0]);
    boolean isKnown = address != null && (parts.length == 1 || isPrefix(parts[1], address.length));
    if (!isKnown) {
      throw new IllegalArgumentException("'" + text + "' is not an address or a network");
    }
  }

  /** Whether this is written as an address or a network. */
  public static boolean isOne(String text) {
    try {
      new Network(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isPrefix(String prefix, int bytes) {
    return prefix.matches("[0-9]{1,3}") && Integer.parseInt(prefix) <= bytes * BITS;
  }

  @Override
  public String toString() {
    return text;
  }
}
