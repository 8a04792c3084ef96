package chatnode.store.sql;

import chatnode.protocol.Entry;

/** A message as it lies in a table; {@code room} is the number that a room has there. */
record Row(long id, long room, long epoch, Entry entry) {
  Row withId(long other) {
    return new Row(other, room, epoch, entry);
  }
}
