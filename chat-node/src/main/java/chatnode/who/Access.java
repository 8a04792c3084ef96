package chatnode.who;

import chatnode.clock.Clock;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** Who is let in and what they may, for all loops of a node: keys, tickets and rules. */
public final class Access {
  private static final Logger LOG = Logger.getLogger(Access.class.getName());
  private static final String EXPOSED =
      "--jwt-keys: over http, and not from this machine, keys can be exchanged on their way;"
          + " who does that is whoever he likes: use https";
  private static final long ASK_KEYS_MS = TimeUnit.MINUTES.toMillis(5);

  private final boolean letsGuestsIn;
  private final WatchedFile<Rules> rules;
  private final WatchedFile<KeySet> keyFile;
  private final KeyUrl keyUrl;
  private final Tokens tokens;
  private byte[] identityKey;
  private Tickets tickets;

  private Access(SigningIn options) throws Mistaken {
    this.letsGuestsIn = options.letsGuestsIn();
    this.rules =
        options.rules().isEmpty()
            ? null
            : new WatchedFile<>("--rules", options.rules().get(), RulesText::read);
    this.keyFile =
        options.keyFile().isEmpty()
            ? null
            : new WatchedFile<>("--jwt-keys", options.keyFile().get(), KeySet::withSecrets);
    this.keyUrl =
        options
            .keys()
            .filter(KeyPlace::isUrl)
            .map(each -> new KeyUrl(each.url(), System::nanoTime))
            .orElse(null);
    this.tokens =
        options.keys().isEmpty()
            ? null
            : new Tokens(options.issuer().orElseThrow(), options.audience().orElseThrow());
  }

  /** Reads the files, and begins to ask for the keys where they are elsewhere. */
  public static Access open(SigningIn options) throws Mistaken {
    Access access = new Access(options);
    if (access.keyUrl != null) {
      access.keyUrl.refresh();
      options.keys().filter(KeyPlace::isExposed).ifPresent(each -> LOG.warning(EXPOSED));
    }
    return access;
  }

  /** What the nodes have in common, before anybody comes. */
  public void keyIs(byte[] key) {
    identityKey = key.clone();
    tickets = new Tickets(identityKey);
  }

  /** From here on what changes is read anew. */
  public void watch(Vertx vertx) {
    if (rules != null) {
      rules.watch(vertx);
    }
    if (keyFile != null) {
      keyFile.watch(vertx);
    }
    if (keyUrl != null) {
      vertx.setPeriodic(ASK_KEYS_MS, t -> keyUrl.refresh()); // what was taken back is to go
    }
  }

  /** For one loop. */
  public Who on(Clock clock) {
    return new Gate(this, new GuestIds(identityKey), clock);
  }

  boolean letsGuestsIn() {
    return letsGuestsIn;
  }

  Tickets tickets() {
    return tickets;
  }

  Rules rules() {
    return rules == null ? Rules.OPEN : rules.now();
  }

  /** Null where nobody can sign in. */
  Tokens tokens() {
    return tokens;
  }

  KeyRing keys() {
    return keyUrl != null ? keyUrl : new FileRing(keyFile);
  }

  /** A file is looked at often enough. */
  private record FileRing(WatchedFile<KeySet> file) implements KeyRing {
    @Override
    public KeySet now() {
      return file.now();
    }

    @Override
    public CompletableFuture<KeySet> fresh() {
      return null;
    }
  }
}
