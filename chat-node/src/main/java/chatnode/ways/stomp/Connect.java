package chatnode.ways.stomp;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Nickname;
import chatnode.protocol.Refusal;
import chatnode.protocol.Secret;
import chatnode.protocol.Token;
import java.util.Arrays;
import java.util.List;

/**
 * What a client says of itself in CONNECT or STOMP.
 *
 * @param nick null for what the token says
 * @param secret null for a stranger
 * @param token null for a guest
 * @param givesEvery milliseconds between two signs of life that it promises, 0 for none
 * @param wantsEvery milliseconds between two that it would like to get, 0 for none
 */
record Connect(
    String version, Nickname nick, Secret secret, Token token, int givesEvery, int wantsEvery) {
  private static final String BEARER = "bearer ";
  static final String VERSIONS = "1.1,1.2";

  /** {@code knowsTokens}: else a passcode is nothing to us, as many clients send any. */
  static Connect of(StompFrame frame, boolean knowsTokens) {
    String login = frame.header("login");
    String client = frame.header("client");
    Token token = token(frame, knowsTokens);
    boolean isNamed = login != null && !login.isEmpty();
    String[] beats = beats(frame);
    return new Connect(
        version(frame),
        isNamed ? new Nickname(login) : token == null ? new Nickname("guest") : null,
        client == null ? null : new Secret(client),
        token,
        Integer.parseInt(beats[0]),
        Integer.parseInt(beats[1]));
  }

  private static Token token(StompFrame frame, boolean knowsTokens) {
    String bearer = frame.header("Authorization");
    if (bearer == null) {
      bearer = frame.header("authorization");
    }
    if (bearer != null && bearer.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return new Token(bearer.substring(BEARER.length()).strip());
    }
    String passcode = frame.header("passcode");
    return knowsTokens && passcode != null && !passcode.isEmpty() ? new Token(passcode) : null;
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
