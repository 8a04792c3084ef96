package chatbench.client;

import java.util.List;
import java.util.Random;

/** Where the nodes listen; which one a client takes is random, as behind a balancer. */
public record Addresses(List<String> urls) {

  public Addresses {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("no address to connect to");
    }
  }

  /** Any but the one that has just failed (null for none), unless it is the only one. */
  String any(Random random, String failed) {
    List<String> others = urls.stream().filter(url -> !url.equals(failed)).toList();
    List<String> choice = others.isEmpty() ? urls : others;
    return choice.get(random.nextInt(choice.size()));
  }
}
