package chatnode.room;

import chatnode.bus.RoomBatch;
import chatnode.clock.Clock;
import chatnode.feed.Feed;
import chatnode.log.RoomLog;
import chatnode.protocol.Entry;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Placed;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.room.House.Taken;
import chatnode.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The log of the house as one loop follows it. What holds is known when it was read back to its
 * first line; until then nobody is let do anything, and where the log cannot be read people wait
 * for it as for a room that cannot be opened.
 *
 * <p>When the numbering begins anew all is read once more, over what is known: the last word about
 * each person comes last, and what was forgotten with a log in memory holds on where it was heard.
 */
final class Annals implements Heard, Feed.Reader {
  private static final String ROOM = RoomName.OF_THE_HOUSE;
  private static final int PAGE = 500;
  private static final int RETRY_MS = 250;

  /** A start waits no longer than this; whoever comes then waits instead. */
  private static final int PATIENCE_MS = 2000;

  /** What is heard of so late is not acted upon any more, only gone by. */
  private static final int LATE_MS = 60_000;

  private static final int REMEMBERED = 1000;

  private final Clock clock;
  private final RoomLog log;
  private final Measures measures;
  private final Consumer<Taken> heard;
  private final Feed feed;
  private final Promise<Void> begun = Promise.promise();
  private final List<Runnable> whenKnown = new ArrayList<>();

  /** Ids of what was acted upon of late: a log that begins anew brings it again. */
  private final Set<String> acted = new LinkedHashSet<>();

  /** What has come since it began anew. */
  private List<Placed> since = new ArrayList<>();

  private int beginnings;
  private boolean isKnown;

  /** Why the log cannot be opened, or null. */
  private ErrorCode refusal;

  Annals(Room.Loop loop, Measures measures, Consumer<Taken> heard) {
    this.clock = loop.clock();
    this.log = loop.log();
    this.measures = measures;
    this.heard = heard;
    this.feed =
        new Feed(
            clock, ROOM, log, loop.settings().timing().gap(), loop.counts(), loop.held(), this);
  }

  /** Completes when it is known what holds, or when a start waits no longer for it. */
  Future<Void> begin() {
    Clock.Timer patience = clock.after(PATIENCE_MS, begun::tryComplete);
    feed.open();
    return begun.future().onComplete(v -> patience.cancel());
  }

  boolean isKnown() {
    return isKnown;
  }

  /** Runs the action when it is known what holds. */
  void whenKnown(Runnable action) {
    if (isKnown) {
      action.run();
    } else {
      whenKnown.add(action);
    }
  }

  /** Why it is not, if the log cannot be opened; else null: it is being read. */
  ErrorCode refusal() {
    return refusal;
  }

  /** What people hear until then. */
  ErrorCode trouble() {
    return refusal == null ? ErrorCode.BUSY : refusal;
  }

  /** The same in a sentence. */
  Refusal unknown() {
    return new Refusal(
        trouble(),
        refusal == ErrorCode.NO_QUORUM
            ? "too few nodes: this has to wait for more"
            : "the server cannot do this now: it has to wait");
  }

  // ---- what the log brings

  @Override
  public void batch(RoomBatch batch) {
    feed.batch(batch);
  }

  @Override
  public void headSeen(long epoch, long seq) {
    feed.headSeen(epoch, seq);
  }

  @Override
  public void lookAgain() {
    if (feed.isOpen()) {
      feed.whenCurrent(() -> {});
    }
  }

  @Override
  public void next(List<Entry> entries) {
    for (Entry entry : entries) {
      Placed placed = new Placed(feed.epoch(), entry);
      if (since != null) {
        since.add(placed);
      }
      if (isKnown) {
        take(placed, true);
      }
    }
  }

  @Override
  public void startOver(long epoch, long first, long head) {
    since = new ArrayList<>();
    beginnings++;
    read(beginnings, new ArrayList<>(), epoch, head + 1);
  }

  @Override
  public void refused(ErrorCode why) {
    refusal = why;
    begun.tryComplete();
  }

  /**
   * Page by page; {@code pages} are those behind {@code below}, newest first. What comes meanwhile
   * is taken once more after them.
   */
  private void read(int beginning, List<Store.Page> pages, long epoch, long below) {
    log.history(ROOM, OptionalLong.of(epoch), below, PAGE)
        .onComplete(
            read -> {
              if (beginning != beginnings) {
                return; // it began anew meanwhile
              }
              if (read.failed()) {
                clock.after(RETRY_MS, () -> readAgain(beginning, pages, epoch, below));
                return;
              }
              Store.Page page = read.result();
              pages.add(page);
              if (page.next() == null) {
                known(pages);
              } else {
                read(beginning, pages, page.next().epoch(), page.next().seq());
              }
            });
  }

  private void readAgain(int beginning, List<Store.Page> pages, long epoch, long below) {
    if (beginning == beginnings) {
      read(beginning, pages, epoch, below);
    }
  }

  private void known(List<Store.Page> pages) {
    boolean wasKnown = isKnown;
    List<Placed> all = new ArrayList<>();
    for (int i = pages.size() - 1; i >= 0; i--) {
      all.addAll(pages.get(i).messages());
    }
    all.addAll(since);
    since = null;
    all.forEach(each -> take(each, wasKnown));
    if (!wasKnown) {
      isKnown = true;
      List<Runnable> waiting = List.copyOf(whenKnown);
      whenKnown.clear();
      waiting.forEach(Runnable::run);
      begun.tryComplete();
    }
  }

  /** {@code isNews}: else it was done before this loop began. */
  private void take(Placed placed, boolean isNews) {
    Taken taken = Taken.of(placed);
    if (taken == null) {
      return;
    }
    measures.take(taken);
    boolean isLate = taken.at() < clock.millis() - LATE_MS;
    if (!isLate && isNew(placed.entry().draft().id()) && isNews) {
      heard.accept(taken);
    }
  }

  private boolean isNew(String id) {
    if (acted.size() >= REMEMBERED) {
      Iterator<String> oldest = acted.iterator();
      oldest.next();
      oldest.remove();
    }
    return acted.add(id);
  }
}
