package chatbench.client;

import java.util.Map;
import java.util.TreeMap;

/** What all clients together have done so far, for the progress line and the report. */
public final class Counts {
  private static final int ODDITIES = 20;

  public long said;
  public long sent;
  public long acked;
  public long received;
  public long connections;

  /** How late this process itself was once, which its clients take for the server's doing. */
  public double lateMs;

  public final Map<String, Long> errors = new TreeMap<>();
  public final Map<String, Long> closes = new TreeMap<>();
  public final Map<String, Long> oddities = new TreeMap<>();

  public void late(double ms) {
    lateMs = Math.max(lateMs, ms);
  }

  void error(String code) {
    errors.merge(code, 1L, Long::sum);
  }

  void closed(int code) {
    closes.merge(Integer.toString(code), 1L, Long::sum);
  }

  /** The client hung up, because it heard nothing, or no answer, for too long. */
  void hungUp(String why) {
    closes.merge(why, 1L, Long::sum);
  }

  /** Something the protocol does not know; the first few texts are kept. */
  void odd(String what) {
    if (oddities.size() < ODDITIES || oddities.containsKey(what)) {
      oddities.merge(what, 1L, Long::sum);
    }
  }
}
