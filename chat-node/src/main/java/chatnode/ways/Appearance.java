package chatnode.ways;

import chatnode.room.Visitor;
import java.util.Collection;

/** How one who came in is seen, whichever way that was. */
public interface Appearance {

  /** What is spoken with it, in a word: {@code ws}, {@code stomp}. */
  String way();

  /** Who it is; null before it has said so. */
  Visitor visitor();

  /** The rooms it hears. */
  Collection<String> joined();
}
