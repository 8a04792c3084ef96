package chatnode.ways.ws;

import chatnode.count.LoopCounts;
import chatnode.protocol.ServerFrame;
import chatnode.ways.Pipe;
import java.util.ArrayList;
import java.util.List;

/** Frames for one client alone, gathered so that those of one turn are encoded together. */
final class Answers {
  private final Talk talk;
  private final Pipe pipe;
  private final LoopCounts counts;
  private final List<ServerFrame> waiting = new ArrayList<>(2);

  Answers(Talk talk, Pipe pipe, LoopCounts counts) {
    this.talk = talk;
    this.pipe = pipe;
    this.counts = counts;
  }

  void add(ServerFrame frame) {
    if (frame instanceof ServerFrame.Error error) {
      counts.error(error.code().wire());
    }
    waiting.add(frame);
    pipe.flushLater();
  }

  /** Before anything else is written: what was said first arrives first. */
  void write() {
    if (!waiting.isEmpty()) {
      byte[] wire = talk.answers(waiting);
      waiting.clear();
      if (wire.length > 0) {
        pipe.write(wire);
      }
    }
  }
}
