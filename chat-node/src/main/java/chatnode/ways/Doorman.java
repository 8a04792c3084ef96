package chatnode.ways;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many clients the node takes, from one address, and how fast. The loops share it, since a
 * client's sockets land on all of them; it is asked once per socket and never per frame.
 */
public final class Doorman {
  private static final long SECOND = 1_000_000_000L;
  private static final int BURST_SECONDS = 2;
  private static final int FULL_RETRY_S = 10;
  private static final int V4_BYTES = 4;
  private static final int NETWORK_BYTES = 8;
  private static final String MAPPED = "0".repeat(20) + "ffff"; // an IPv4 address as IPv6

  /** What part of the rate is an address's own. */
  private static final int SHARE = 10;

  /** Why not; the client may ask again after {@code retryAfterS} seconds. */
  public static final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private final int status;
    private final int retryAfterS;

    private Refused(int status, String sentence, int retryAfterS) {
      super(sentence, null, false, false); // an answer, not a fault: no stack trace
      this.status = status;
      this.retryAfterS = retryAfterS;
    }

    /** As HTTP has it: 429 when it is about the address, else 503. */
    public int status() {
      return status;
    }

    public int retryAfterS() {
      return retryAfterS;
    }
  }

  private final int perNode;
  private final int perAddress;
  private final int perSecond;
  private final Shares shares;
  private final Shares requests;
  private final AtomicInteger sockets = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, Integer> addresses = new ConcurrentHashMap<>();

  /** When the bucket would be empty if it leaked one socket per 1/perSecond. */
  private final AtomicLong debtEnds = new AtomicLong(System.nanoTime());

  /** 0 is no limit, but for {@code perNode}. {@code asked}: requests a second and address. */
  public Doorman(int perNode, int perAddress, int perSecond, int asked) {
    this.perNode = perNode;
    this.perAddress = perAddress;
    this.perSecond = perSecond;
    this.shares = new Shares(perSecond / SHARE);
    this.requests = asked == 0 ? null : new Shares(asked);
  }

  /** When the client may come in {@link #leave} must follow. */
  void enter(String address, long now) throws Refused {
    String client = client(address);
    if (perSecond > 0 && !isPaced(client, now)) {
      throw new Refused(503, "too many connect at once: come back in a moment", 1);
    }
    count(address);
  }

  /** The same for one who has only asked something else before, and comes often. */
  void count(String address) throws Refused {
    String client = client(address);
    if (sockets.incrementAndGet() > perNode) {
      sockets.decrementAndGet();
      throw new Refused(503, "this node has all the sockets it takes", FULL_RETRY_S);
    }
    if (addresses.merge(client, 1, Integer::sum) > perAddress && perAddress > 0) {
      leave(address);
      throw new Refused(429, "your address has all the sockets it may have", FULL_RETRY_S);
    }
  }

  /**
   * One address alone can use up what all share, but not the second more that is kept for others.
   */
  private boolean isPaced(String client, long now) {
    boolean isInItsShare = shares.take(client, now);
    return take((isInItsShare ? BURST_SECONDS + 1 : BURST_SECONDS) * SECOND, now);
  }

  private boolean take(long burst, long now) {
    long each = SECOND / perSecond;
    long before = debtEnds.get();
    long after = Math.max(before, now) + each;
    // Lost races count as refusals only at the limit: asked again until one is won.
    while (after - now <= burst) {
      if (debtEnds.compareAndSet(before, after)) {
        return true;
      }
      before = debtEnds.get();
      after = Math.max(before, now) + each;
    }
    return false;
  }

  /** Whether a request that is soon answered may be made. */
  public boolean mayAsk(String address, long now) {
    return requests == null || requests.take(client(address), now);
  }

  /** What a client is called among those of this node. */
  long nextNumber() {
    return numbers.incrementAndGet();
  }

  void leave(String address) {
    sockets.decrementAndGet();
    addresses.computeIfPresent(client(address), (a, count) -> count == 1 ? null : count - 1);
  }

  /** Whoever has one IPv6 address has the 2^64 of its network: that is who is counted. */
  private static String client(String address) {
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null || bytes.length == V4_BYTES) {
      return address;
    }
    if (HexFormat.of().formatHex(bytes).startsWith(MAPPED)) {
      return NetUtil.bytesToIpAddress(Arrays.copyOfRange(bytes, MAPPED.length() / 2, bytes.length));
    }
    Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
    return NetUtil.bytesToIpAddress(bytes);
  }
}
