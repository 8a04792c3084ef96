package chatbench.past;

import java.util.List;

/** What is asked: the first of {@code rooms} for its pages and words, all to be joined. */
public record PastPlan(
    String url, List<String> rooms, List<String> words, int pages, int searches) {
  public PastPlan {
    if (rooms.isEmpty() || pages < 0 || searches < 1) {
      throw new IllegalArgumentException("--pages must not be negative, and --searches at least 1");
    }
    url = socketOf(url);
  }

  /** People name a server as their browser does. */
  private static String socketOf(String url) {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      return url;
    }
    return url.replaceFirst("^http", "ws").replaceFirst("/$", "") + "/chat";
  }
}
