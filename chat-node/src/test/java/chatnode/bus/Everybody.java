package chatnode.bus;

import java.util.Optional;
import java.util.Set;

/** Of nobody it is known to what he listens. */
public final class Everybody implements Interest {
  @Override
  public Optional<Set<String>> in(String room) {
    return Optional.empty();
  }

  @Override
  public void begin(String room) {}

  @Override
  public void end(String room) {}
}
