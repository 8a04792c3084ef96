package chatnode.protocol;

/** A message as a mark between two pages; {@code room} may be null where only one is meant. */
public record Mark(String room, long epoch, long seq) {

  public Mark in(String otherRoom) {
    return new Mark(otherRoom, epoch, seq);
  }
}
