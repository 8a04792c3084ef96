package chatnode.who;

import java.util.concurrent.CompletableFuture;

/** Where the keys come from. Of all loops. */
interface KeyRing {

  /** Null while there have never been any. */
  KeySet now();

  /** The same after another look; null when it is too early for one. Never fails. */
  CompletableFuture<KeySet> fresh();
}
