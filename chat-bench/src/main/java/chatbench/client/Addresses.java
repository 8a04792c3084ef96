package chatbench.client;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Where one client may connect. Which address it takes is random, as behind a balancer, but not one
 * that has failed it lately. Who was given a single address learns the others from the node there,
 * as the page does.
 */
public final class Addresses {
  private static final long RESENTED_FOR = TimeUnit.SECONDS.toNanos(10);

  private final Set<String> urls;
  private final boolean learns;
  private final Map<String, Long> failures = new HashMap<>();

  private Addresses(List<String> urls, boolean learns) {
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no address to connect to");
    }
    this.urls = new LinkedHashSet<>(urls);
    this.learns = learns;
  }

  public static Addresses of(List<String> urls) {
    return new Addresses(urls, urls.size() == 1);
  }

  /** Whatever a node may tell of others: a balancer's address, or one side of a pair of twins. */
  public static Addresses only(List<String> urls) {
    return new Addresses(urls, false);
  }

  /** Base addresses such as {@code http://localhost:8081}; the path is that of the one given. */
  void learn(List<String> bases) {
    if (!learns) {
      return;
    }
    String known = urls.iterator().next();
    String path = known.substring(known.indexOf('/', known.indexOf("://") + 3));
    for (String base : bases) {
      urls.add(base.replaceFirst("^http", "ws").replaceFirst("/$", "") + path);
    }
  }

  /** Only how a client fares with an address counts, not whose fault it was. */
  void failed(String url, long now) {
    failures.put(url, now);
  }

  String any(Random random, long now) {
    Set<String> good =
        urls.stream()
            .filter(url -> now - failures.getOrDefault(url, now - RESENTED_FOR) >= RESENTED_FOR)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    List<String> choice = List.copyOf(good.isEmpty() ? urls : good);
    return choice.get(random.nextInt(choice.size()));
  }
}
