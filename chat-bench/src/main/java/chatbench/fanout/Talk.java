package chatbench.fanout;

import java.util.List;
import java.util.function.IntFunction;

/**
 * What the clients of a server say to it: where they come in, what they say first, and how a text
 * becomes a message to everybody. Texts have neither quotes nor line ends.
 */
public record Talk(
    String path, String protocol, boolean binary, IntFunction<List<String>> hello, Saying saying) {

  /** A text as the server's protocol has it; {@code number} is another one each time. */
  public interface Saying {
    String message(int socket, long number, String text);
  }

  /** Of a server that relays what it is sent. */
  public static Talk plain(String path) {
    return new Talk(path, "", false, socket -> List.of(), (socket, number, text) -> text);
  }
}
