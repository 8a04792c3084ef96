package chatnode.room;

import chatnode.log.GroupCommit;
import chatnode.log.Pens;
import chatnode.log.RoomLog;
import chatnode.presence.Attendance;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Mark;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.Placed;
import chatnode.protocol.Refusal;
import chatnode.protocol.RoomName;
import chatnode.who.GuestIds;
import chatnode.who.Network;
import chatnode.who.Sanctions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What is done about people, over all nodes and for as long as it holds. Of one loop.
 *
 * <p>It is kept as what people say is: the house has a room of its own, which is numbered,
 * replicated, stored and repaired as all others are, and each loop follows it ({@link Annals}). So
 * a measure holds everywhere as soon as a message would be heard, is there after a full stop, and
 * what was done is the log itself.
 */
public final class House {
  private static final String ROOM = RoomName.OF_THE_HOUSE;

  /** A measure as the log of the house has it: with its number and when it was taken. */
  public record Taken(long epoch, long seq, long at, Measure measure) {

    /** Null for a message that is none. */
    static Taken of(Placed placed) {
      Measure measure = Measure.of(placed.entry().draft());
      return measure == null
          ? null
          : new Taken(placed.epoch(), placed.entry().seq(), placed.entry().at(), measure);
    }
  }

  private final RoomLog log;
  private final Pens pens;
  private final Attendance attendance;
  private final Measures measures;
  private final Annals annals;

  /** {@code heard} is told what is done from now on, once, wherever it was done. */
  House(Room.Loop loop, Pens pens, Consumer<Taken> heard) {
    this.log = loop.log();
    this.pens = pens;
    this.attendance = loop.attendance();
    this.measures = new Measures(loop.clock()::millis);
    this.annals = new Annals(loop, measures, heard);
  }

  /** Completes when it is kept; all nodes go by it within a second. Fails with a refusal. */
  public Future<Void> take(Measure measure) {
    try {
      check(measure);
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
    Promise<Void> kept = Promise.promise();
    pens.write(ROOM, named(measure).draft(GuestIds.random()), false, new Receipt(kept));
    return kept.future();
  }

  /** With what he is called: when others hear of it he may be gone. */
  private Measure named(Measure measure) {
    String person = measure.person();
    if (person == null || measure.room() == null || measure.nick() != null) {
      return measure;
    }
    return measure.about(
        attendance.people(measure.room()).stream()
            .filter(each -> each.id().equals(person))
            .map(Person::nick)
            .findFirst()
            .orElseGet(() -> measures.nick(person)));
  }

  private static void check(Measure measure) {
    boolean isOfPerson = measure.person() != null;
    boolean isOfAddress = measure.address() != null;
    boolean isAboutSomebody =
        switch (measure.act()) {
          case BAN, UNBAN -> isOfPerson || isOfAddress;
          case MUTE, UNMUTE -> isOfPerson;
          case KICK -> isOfPerson && measure.room() != null;
          default -> true;
        };
    if (!isAboutSomebody) {
      throw new Refusal(ErrorCode.BAD_FIELD, "person: somebody is needed here");
    }
    if (isOfAddress && measure.room() != null) {
      throw new Refusal(ErrorCode.BAD_FIELD, "address: it is kept from the whole server only");
    }
    try {
      if (isOfAddress) {
        Network.of(measure.address());
      }
    } catch (IllegalArgumentException e) {
      throw new Refusal(ErrorCode.BAD_FIELD, "address: " + e.getMessage());
    }
  }

  private record Receipt(Promise<Void> kept) implements GroupCommit.Receipt {
    @Override
    public void appended(long epoch, long seq, long at, boolean known) {
      kept.complete();
    }

    @Override
    public void refused(ErrorCode code) {
      String sentence =
          code == ErrorCode.NOT_CONFIRMED
              ? "nobody knows whether this was kept: do it again"
              : "this cannot be kept now: do it again later";
      kept.fail(new Refusal(code, sentence));
    }
  }

  /** Bans and mutes that hold now, in the order in which they were taken. */
  public List<Taken> standing() {
    return measures.standing();
  }

  /**
   * What was done, newest first: at most {@code limit} below {@code before}, null for the newest.
   */
  public Future<List<Taken>> audit(Taken before, int limit) {
    OptionalLong epoch = before == null ? OptionalLong.empty() : OptionalLong.of(before.epoch());
    return audit(epoch, before == null ? Long.MAX_VALUE : before.seq(), limit, new ArrayList<>());
  }

  /** Pages until there are enough: some may be short, and what a newer node wrote is left out. */
  private Future<List<Taken>> audit(OptionalLong epoch, long below, int limit, List<Taken> found) {
    return log.history(ROOM, epoch, below, limit - found.size())
        .compose(
            page -> {
              List<Placed> newestFirst = new ArrayList<>(page.messages());
              Collections.reverse(newestFirst);
              newestFirst.stream().map(Taken::of).filter(Objects::nonNull).forEach(found::add);
              Mark next = page.next();
              return next == null || found.size() >= limit
                  ? Future.succeededFuture(found)
                  : audit(OptionalLong.of(next.epoch()), next.seq(), limit, found);
            });
  }

  Sanctions sanctions() {
    return measures;
  }

  /** How far the log of the house is known here. */
  Annals annals() {
    return annals;
  }
}
