package chatnode.ways.sockjs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Those of all loops of a node, by the names that they gave their sessions: a client's requests
 * arrive on any loop.
 */
public final class Correspondents {
  private final Map<String, Correspondent> here = new ConcurrentHashMap<>();

  /** Null when there is none of this name. */
  Correspondent find(String session) {
    return here.get(session);
  }

  /** The one who was there before, or null. */
  Correspondent add(String session, Correspondent correspondent) {
    return here.putIfAbsent(session, correspondent);
  }

  void remove(String session, Correspondent correspondent) {
    here.remove(session, correspondent);
  }
}
