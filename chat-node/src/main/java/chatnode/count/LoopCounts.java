package chatnode.count;

import java.util.Map;
import java.util.TreeMap;

/**
 * What one loop has counted since it started. Work on messages counts per batch, never per message
 * or socket: the fan-out's speed is the product.
 */
public final class LoopCounts {
  private long messages;
  private long bytesIn;
  private long deliveries;
  private long bytesOut;
  private long resends;
  private long holes;
  private long opened;
  private final BusCounts bus = new BusCounts();
  private final Map<String, Long> errors = new TreeMap<>();
  private final Map<String, Long> closes = new TreeMap<>();
  private final Map<String, Long> refusals = new TreeMap<>();
  private final Map<String, Long> requests = new TreeMap<>();
  private final Distribution batch = Distribution.ofSizes();
  private final Distribution append = Distribution.ofSeconds();
  private final Distribution delivery = Distribution.ofSeconds();
  private final Distribution lag = Distribution.ofSeconds();

  /** A batch was logged; {@code again} of its messages were there already. */
  public void appended(int count, long bytes, int again, long nanos) {
    messages += count;
    bytesIn += bytes;
    resends += again;
    batch.add(count);
    append.addNanos(nanos);
  }

  /** Messages were written to some sockets of a room, {@code ageMs} after they got their number. */
  public void delivered(long deliveries, long bytes, long ageMs) {
    this.deliveries += deliveries;
    this.bytesOut += bytes;
    delivery.add(Math.max(0, ageMs) / 1e3);
  }

  /** A page for one socket that does not keep up, or has just come. */
  public void caughtUp(int count, int bytes) {
    deliveries += count;
    bytesOut += bytes;
  }

  public void holeRepaired() {
    holes++;
  }

  public void opened() {
    opened++;
  }

  public void error(String code) {
    errors.merge(code, 1L, Long::sum);
  }

  public void closed(int code) {
    closes.merge(String.valueOf(code), 1L, Long::sum);
  }

  /** An upgrade, or a stream of events, was refused with this status. */
  public void refused(int status) {
    refusals.merge(String.valueOf(status), 1L, Long::sum);
  }

  /** A request to the API was answered with this status. */
  public void requested(int status) {
    requests.merge(String.valueOf(status), 1L, Long::sum);
  }

  public void late(long nanos) {
    lag.addNanos(nanos);
  }

  // ---- for whoever sums up

  /** To be called on the loop that counts. */
  public LoopCounts copy() {
    LoopCounts copy = new LoopCounts();
    copy.addAll(this);
    return copy;
  }

  public void addAll(LoopCounts other) {
    messages += other.messages;
    bytesIn += other.bytesIn;
    deliveries += other.deliveries;
    bytesOut += other.bytesOut;
    resends += other.resends;
    holes += other.holes;
    opened += other.opened;
    bus.addAll(other.bus);
    other.errors.forEach((code, count) -> errors.merge(code, count, Long::sum));
    other.closes.forEach((code, count) -> closes.merge(code, count, Long::sum));
    other.refusals.forEach((status, count) -> refusals.merge(status, count, Long::sum));
    other.requests.forEach((status, count) -> requests.merge(status, count, Long::sum));
    batch.addAll(other.batch);
    append.addAll(other.append);
    delivery.addAll(other.delivery);
    lag.addAll(other.lag);
  }

  public long messages() {
    return messages;
  }

  public long bytesIn() {
    return bytesIn;
  }

  public long deliveries() {
    return deliveries;
  }

  public long bytesOut() {
    return bytesOut;
  }

  public long resends() {
    return resends;
  }

  public long holes() {
    return holes;
  }

  /** Counts what goes over the bus. */
  public BusCounts bus() {
    return bus;
  }

  public long socketsOpened() {
    return opened;
  }

  public Map<String, Long> errors() {
    return errors;
  }

  public Map<String, Long> closes() {
    return closes;
  }

  public Map<String, Long> refusals() {
    return refusals;
  }

  public Map<String, Long> requests() {
    return requests;
  }

  public Distribution batch() {
    return batch;
  }

  public Distribution append() {
    return append;
  }

  public Distribution delivery() {
    return delivery;
  }

  public Distribution lag() {
    return lag;
  }
}
