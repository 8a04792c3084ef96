package chatnode;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that Netty's pools know, as they know those of event loops: on any others buffers are
 * taken and given back in a way of their own. JMH makes one by its name.
 */
public final class LoopThreads extends ThreadPoolExecutor {
  public static final String WANTED = "-Djmh.executor=CUSTOM";
  public static final String NAMED = "-Djmh.executor.class=chatnode.LoopThreads";

  public LoopThreads(int threads, String name) {
    super(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        new DefaultThreadFactory(name, true));
  }
}
