package chatnode.who;

import chatnode.protocol.Nickname;
import chatnode.protocol.Secret;
import chatnode.protocol.Token;
import io.vertx.core.Future;

/** Lets people in and says what they may. Of one loop. */
public interface Who {

  /** The same person for the same secret, a stranger for none. */
  Principal guest(Nickname nick, Secret secret);

  /** One who has said nothing of himself and only listens. */
  Principal nobody();

  /**
   * Who is signed in elsewhere; fails with {@link NotLetIn}. Completes on the caller's context, and
   * at once where the keys are at hand.
   *
   * @param nick as he wants to be called, or null for what the token says
   */
  Future<Principal> signedIn(Token token, Nickname nick);

  /** What holds now; another object when it has changed. */
  Rules rules();

  Sanctions sanctions();
}
