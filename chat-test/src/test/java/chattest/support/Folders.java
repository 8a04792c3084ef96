package chattest.support;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Where the nodes of one test keep their messages, apart from those of any other. */
public final class Folders {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Path ALL = Path.of("target", "stores", "" + ProcessHandle.current().pid());

  /** Is not there yet, and goes with the build's other output. */
  public static Path fresh(String name) {
    return ALL.resolve(name + "-" + NUMBER.incrementAndGet()).toAbsolutePath();
  }

  private Folders() {}
}
