package chatnode.room;

import chatnode.bus.RoomBatch;

/** A log that this loop follows, as its {@link Ear} sees it. */
interface Heard {
  void batch(RoomBatch batch);

  /** Somebody has seen it at this place. */
  void headSeen(long epoch, long seq);

  /** Reads on, even if nobody knows of anything more. */
  void lookAgain();
}
