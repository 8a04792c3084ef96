package chatnode.who;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where keys are to be found: a file, or a URL where it begins like one. */
public record KeyPlace(String text) {

  public KeyPlace {
    if (looksLikeUrl(text)) {
      URI url = parsed(text);
      if (url == null || url.getHost() == null || url.getUserInfo() != null) {
        throw new IllegalArgumentException("'" + text + "' is not a URL like https://host/jwks");
      }
    }
  }

  private static boolean looksLikeUrl(String text) {
    return text.regionMatches(true, 0, "https://", 0, 8)
        || text.regionMatches(true, 0, "http://", 0, 7);
  }

  private static URI parsed(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  boolean isUrl() {
    return looksLikeUrl(text);
  }

  /** Keys that come from elsewhere in the open. */
  boolean isExposed() {
    return isUrl()
        && url().getScheme().equalsIgnoreCase("http")
        && !url().getHost().matches("localhost|127\\..*|\\[::1]");
  }

  URI url() {
    return URI.create(text);
  }

  Path file() {
    return Path.of(text);
  }
}
