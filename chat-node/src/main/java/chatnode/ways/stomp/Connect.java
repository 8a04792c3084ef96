package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.Secret;
import java.util.Arrays;
import java.util.List;

/**
 * What a client says of itself in CONNECT or STOMP.
 *
 * @param secret null for a stranger
 * @param givesEvery milliseconds between two signs of life that it promises, 0 for none
 * @param wantsEvery milliseconds between two that it would like to get, 0 for none
 */
record Connect(String version, Nickname nick, Secret secret, int givesEvery, int wantsEvery) {
  static final String VERSIONS = "1.1,1.2";

  static Connect of(StompFrame frame) {
    String login = frame.header("login");
    String client = frame.header("client");
    String[] beats = beats(frame);
    return new Connect(
        version(frame),
        new Nickname(login == null || login.isEmpty() ? "guest" : login),
        client == null ? null : new Secret(client),
        Integer.parseInt(beats[0]),
        Integer.parseInt(beats[1]));
  }

  /** Who says nothing of it speaks 1.0. */
  private static String version(StompFrame frame) {
    String accepted = frame.header("accept-version");
    List<String> versions = accepted == null ? List.of() : Arrays.asList(accepted.split(" *, *"));
    if (versions.contains("1.2")) {
      return "1.2";
    } else if (versions.contains("1.1")) {
      return "1.1";
    }
    throw new Refusal(ErrorCode.BAD_FIELD, "accept-version: " + VERSIONS + " are spoken here");
  }

  private static String[] beats(StompFrame frame) {
    String beats = frame.header("heart-beat");
    if (beats == null) {
      return new String[] {"0", "0"};
    }
    if (!beats.matches("[0-9]{1,9},[0-9]{1,9}")) {
      throw new Refusal(
          ErrorCode.BAD_FIELD, "heart-beat: two numbers of milliseconds are needed here");
    }
    return beats.split(",");
  }
}
