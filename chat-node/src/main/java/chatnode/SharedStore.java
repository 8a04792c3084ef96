package chatnode;

import chatnode.cluster.Clustered;
import chatnode.store.ForeignStore;
import chatnode.store.Store;
import chatnode.store.StoreState;

/** Nodes of a cluster keep their messages in one store: two would be two histories. */
final class SharedStore {
  private static final String SEPARATOR = " ";

  /** Blocks. The store, or in place of one that the others do not share, one that says so. */
  static Store among(Clustered company, Store own) {
    StoreState state = own.state();
    String agreed = company.store(state.id() + SEPARATOR + state.place());
    int end = agreed.indexOf(SEPARATOR);
    if (agreed.substring(0, end).equals(state.id())) {
      return own;
    }
    own.stop(0);
    return new ForeignStore(
        state,
        "this node would keep messages in "
            + state.place()
            + ", the other nodes keep them in "
            + agreed.substring(end + 1)
            + ": give all the same --store");
  }

  private SharedStore() {}
}
