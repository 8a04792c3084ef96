package chatnode.cluster;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code host} or {@code host:port}, an IPv6 address in brackets. */
public record HostPort(String text) {
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9._*-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?");
  private static final int MAX_PORT = 65_535;

  public HostPort {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !isPort(form.group(2))) {
      throw new IllegalArgumentException("'" + text + "' is not host or host:port");
    }
  }

  private static boolean isPort(String text) {
    return text == null || Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MAX_PORT;
  }

  public String host() {
    return text.endsWith("]") ? text : text.replaceFirst(":[0-9]+$", "");
  }

  public OptionalInt port() {
    String port = text.substring(host().length());
    return port.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(port.substring(1)));
  }

  @Override
  public String toString() {
    return text;
  }
}
