package chatnode.who;

import chatnode.protocol.Nickname;
import chatnode.protocol.Secret;
import chatnode.protocol.Token;
import io.vertx.core.Future;

/** Lets people in and says what they may. Of one loop. */
public interface Who {

  /** The same person for the same secret, a stranger for none. Fails with {@link NotLetIn}. */
  Principal guest(Nickname nick, Secret secret);

  /** One who has said nothing of himself and only listens. Fails with {@link NotLetIn}. */
  Principal nobody();

  /**
   * Who is signed in elsewhere; fails with {@link NotLetIn}, or {@link NoKeys} while that cannot be
   * found out. Completes on the caller's loop, and at once where the keys are at hand.
   *
   * @param nick as he wants to be called, or null for what the token says
   */
  Future<Principal> signedIn(Token token, Nickname nick);

  /** Whether there are keys that tokens are checked with. */
  default boolean knowsTokens() {
    return false;
  }

  /** For somebody who is signed in, and is to show it where he can send no token. */
  default Ticket ticket(Principal principal) {
    throw new NotLetIn("nobody can sign in here: come as a guest");
  }

  /** Whom the ticket stands for: its one use. Fails with {@link NotLetIn}. */
  default Principal bearer(String ticket) {
    throw new NotLetIn("nobody can sign in here: come as a guest");
  }

  /** What holds now; another object when it has changed. */
  Rules rules();
}
