package chatbench.ways;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a node has what. */
public final class Paths {
  static final String ALIVE = "/health/live";

  /** Of the node whose WebSocket has this address. */
  public static String base(String url) {
    String http = url.replaceFirst("^ws", "http");
    int path = http.indexOf('/', http.indexOf("://") + 3);
    return path < 0 ? http : http.substring(0, path);
  }

  public static String messages(String room) {
    return "/api/rooms/" + encoded(room) + "/messages";
  }

  public static String events(String room) {
    return "/api/rooms/" + encoded(room) + "/events";
  }

  /** As part of a path and as a value of a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private Paths() {}
}
