package chatnode.room;

import chatnode.protocol.CloseCode;
import chatnode.protocol.Entry;
import chatnode.protocol.ServerFrame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A socket that writes down what it gets, and can stop reading. */
final class Socket implements Outlet {
  private static final Dialect NUMBERS =
      new Dialect() {
        @Override
        public byte[] entries(String room, long epoch, List<Entry> entries) {
          return entries.stream()
              .map(entry -> Long.toString(entry.seq()))
              .collect(Collectors.joining(" "))
              .getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public byte[] frames(List<ServerFrame> frames) {
          return NOTHING;
        }

        @Override
        public boolean isNumbered() {
          return true;
        }
      };

  final List<Long> seqs = new ArrayList<>();
  final List<ServerFrame> frames = new ArrayList<>();
  boolean reads = true;
  CloseCode closed;
  RuntimeException fault;

  @Override
  public Dialect dialect(String room) {
    return NUMBERS;
  }

  @Override
  public long admit() {
    return 0;
  }

  @Override
  public void send(ServerFrame frame) {
    frames.add(frame);
    if (frame instanceof ServerFrame.Reset) {
      seqs.clear();
    }
  }

  @Override
  public void write(byte[] bytes) {
    if (fault != null) {
      throw fault;
    }
    for (String seq : new String(bytes, StandardCharsets.US_ASCII).split(" ")) {
      seqs.add(Long.valueOf(seq));
    }
  }

  @Override
  public boolean ready() {
    return reads && closed == null;
  }

  @Override
  public void close(CloseCode code, String reason) {
    closed = code;
  }
}
