package chatnode.who;

import chatnode.protocol.Nickname;
import chatnode.protocol.Person;
import chatnode.protocol.Secret;
import chatnode.protocol.Token;
import io.vertx.core.Future;

/** Where nobody can sign in: everyone is a guest and may do what guests may. */
public final class Guests implements Who {
  private final GuestIds ids;

  public Guests(GuestIds ids) {
    this.ids = ids;
  }

  @Override
  public Principal guest(Nickname nick, Secret secret) {
    String id = secret == null ? GuestIds.stranger() : ids.of(secret);
    return Principal.guest(new Person(id, nick.value()));
  }

  @Override
  public Principal nobody() {
    return Principal.NOBODY;
  }

  @Override
  public Future<Principal> signedIn(Token token, Nickname nick) {
    return Future.failedFuture(new NotLetIn("nobody can sign in here: come as a guest"));
  }

  @Override
  public Rules rules() {
    return Rules.OPEN;
  }
}
