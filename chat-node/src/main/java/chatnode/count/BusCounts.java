package chatnode.count;

/** Batches of messages that one loop has given to the event bus, and got from it. */
public final class BusCounts {
  private long sentToAll;
  private long sentToListeners;
  private long heardWanted;
  private long heardUnwanted;

  /** To all nodes, or to those that listen to its room. */
  public void sent(boolean toAll) {
    if (toAll) {
      sentToAll++;
    } else {
      sentToListeners++;
    }
  }

  /** {@code isWanted}: the loop has its room open. */
  public void heard(boolean isWanted) {
    if (isWanted) {
      heardWanted++;
    } else {
      heardUnwanted++;
    }
  }

  void addAll(BusCounts other) {
    sentToAll += other.sentToAll;
    sentToListeners += other.sentToListeners;
    heardWanted += other.heardWanted;
    heardUnwanted += other.heardUnwanted;
  }

  public long sentToAll() {
    return sentToAll;
  }

  public long sentToListeners() {
    return sentToListeners;
  }

  public long heardWanted() {
    return heardWanted;
  }

  public long heardUnwanted() {
    return heardUnwanted;
  }
}
