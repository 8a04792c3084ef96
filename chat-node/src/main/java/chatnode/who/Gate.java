package chatnode.who;

import chatnode.clock.Clock;
import chatnode.protocol.Nickname;
import chatnode.protocol.Person;
import chatnode.protocol.Secret;
import chatnode.protocol.Token;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.CompletableFuture;

/** Lets in guests, where they are, and those whom a token or a ticket names. Of one loop. */
final class Gate implements Who {
  private static final String NO_GUESTS = "only who is signed in is let in here";

  private final Access access;
  private final GuestIds ids;
  private final Clock clock;

  Gate(Access access, GuestIds ids, Clock clock) {
    this.access = access;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Principal guest(Nickname nick, Secret secret) {
    if (!access.letsGuestsIn()) {
      throw new NotLetIn(NO_GUESTS);
    }
    String id = secret == null ? GuestIds.stranger() : ids.of(secret);
    return Principal.guest(new Person(id, nick.value()));
  }

  @Override
  public Principal nobody() {
    if (!access.letsGuestsIn()) {
      throw new NotLetIn(NO_GUESTS);
    }
    return Principal.NOBODY;
  }

  @Override
  public boolean knowsTokens() {
    return access.tokens() != null;
  }

  @Override
  public Future<Principal> signedIn(Token token, Nickname nick) {
    if (!knowsTokens()) {
      return Future.failedFuture(new NotLetIn("nobody can sign in here: come as a guest"));
    }
    KeySet known = access.keys().now();
    try {
      if (known != null) {
        return Future.succeededFuture(read(token, nick, known));
      }
    } catch (NotLetIn why) {
      return Future.failedFuture(why);
    } catch (Tokens.UnknownKey e) {
      // it may be a new one
    }
    CompletableFuture<KeySet> fresh = access.keys().fresh();
    if (fresh == null) {
      return Future.failedFuture(known == null ? new NoKeys() : Tokens.refused("unknown key"));
    }
    Promise<Principal> principal = Promise.promise();
    fresh.thenAccept(keys -> clock.soon(() -> tryAgain(token, nick, keys, principal)));
    return principal.future();
  }

  private void tryAgain(Token token, Nickname nick, KeySet keys, Promise<Principal> principal) {
    try {
      if (keys == null) {
        throw new NoKeys();
      }
      principal.complete(read(token, nick, keys));
    } catch (Tokens.UnknownKey e) {
      principal.fail(Tokens.refused("unknown key"));
    } catch (RuntimeException e) {
      principal.fail(e);
    }
  }

  private Principal read(Token token, Nickname nick, KeySet keys) throws Tokens.UnknownKey {
    return access.tokens().read(token, nick, keys, clock.millis());
  }

  @Override
  public Ticket ticket(Principal principal) {
    return access.tickets().issue(principal, clock.millis());
  }

  @Override
  public Principal bearer(String ticket) {
    return access.tickets().take(ticket, clock.millis());
  }

  @Override
  public Rules rules() {
    return access.rules();
  }
}
