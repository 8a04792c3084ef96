package chatnode.web;

import java.net.URI;
import java.util.Locale;

/** {@code http://host} or {@code https://host:port}, as browsers write an origin. */
public record PublicUrl(String origin) {
  public PublicUrl {
    String given = origin;
    origin = origin.replaceFirst("/$", "");
    URI uri;
    try {
      uri = URI.create(origin);
    } catch (IllegalArgumentException e) {
      throw mistake(given);
    }
    boolean isWeb = "http".equalsIgnoreCase(uri.getScheme()) || isSecure(uri);
    boolean isBare =
        uri.getHost() != null
            && uri.getRawPath().isEmpty()
            && uri.getRawQuery() == null
            && uri.getRawFragment() == null
            && uri.getRawUserInfo() == null;
    if (!isWeb || !isBare || uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw mistake(given);
    }
    origin = origin(uri);
  }

  /** In small letters and without the port that goes without saying. */
  private static String origin(URI uri) {
    boolean isUsual = uri.getPort() == -1 || uri.getPort() == (isSecure(uri) ? 443 : 80);
    String host = uri.getScheme() + "://" + uri.getHost();
    return host.toLowerCase(Locale.ROOT) + (isUsual ? "" : ":" + uri.getPort());
  }

  private static boolean isSecure(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme());
  }

  /** {@code host} or {@code host:port}, as in a request for it. */
  public String authority() {
    return origin.substring(origin.indexOf("://") + 3);
  }

  private static IllegalArgumentException mistake(String given) {
    return new IllegalArgumentException(
        "'"
            + given
            + "' is not like https://chat.example.com or http://10.0.0.7:8080, without a path");
  }

  @Override
  public String toString() {
    return origin;
  }
}
