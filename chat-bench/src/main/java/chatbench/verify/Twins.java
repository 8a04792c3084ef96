package chatbench.verify;

import chatbench.client.Client;
import chatbench.client.Texts;
import java.util.List;
import java.util.Random;

/**
 * One person at two nodes at once, who says the same ids with different texts within milliseconds.
 * Whichever comes first, every place holds one text for everybody. When their nodes fail they send
 * again as all others do.
 */
record Twins(Client one, Client other) {

  List<Client> both() {
    return List.of(one, other);
  }

  /** They count alike, so the id is the same. */
  void say(Random random, int size) {
    String room = one.rooms().get(random.nextInt(one.rooms().size()));
    String text = Texts.next(random, size);
    one.say(room, text);
    other.say(room, "no: " + text);
  }
}
