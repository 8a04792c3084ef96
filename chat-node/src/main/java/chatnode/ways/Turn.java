package chatnode.ways;

import io.vertx.core.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of a turn of the loop, when everything written in it leaves: one flush per socket and
 * turn.
 *
 * <p>A flush is a system call of about 3.5 us, whatever it carries; the bytes of a hundred messages
 * cost less than that. Measured with the bench's 20 senders: 0.09 us per delivery like this against
 * 3.6 us a flush each.
 */
public final class Turn {
  private final Context loop;
  private final SharedBuffer shared = new SharedBuffer();
  private List<Pipe> written = new ArrayList<>();
  private List<Pipe> spare = new ArrayList<>();

  public Turn(Context loop) {
    this.loop = loop;
  }

  SharedBuffer shared() {
    return shared;
  }

  void flushAtEnd(Pipe pipe) {
    if (written.isEmpty()) {
      loop.runOnContext(v -> flush());
    }
    written.add(pipe);
  }

  private void flush() {
    List<Pipe> now = written;
    written = spare;
    now.forEach(Pipe::flush);
    now.clear();
    spare = now;
    shared.release();
  }
}
