package chatbench.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Goes through one room's history as every node tells it, when all is quiet. No message is in it
 * twice, whatever epochs it was numbered in. Where messages stay it is the same at all nodes, goes
 * back to the first message with every number once, across epochs, and has each sender's messages
 * in the order they were sent and all that was acknowledged.
 */
final class Audit {
  private final String room;
  private final boolean stays;
  private final Findings findings;
  private final List<Archive> archives = new ArrayList<>();
  private final Set<MessageId> repeated = new HashSet<>();
  private final Set<String> swapped = new HashSet<>();

  Audit(String room, boolean stays, Findings findings) {
    this.room = room;
    this.stays = stays;
    this.findings = findings;
  }

  void add(Archive archive) {
    archives.add(archive);
  }

  /**
   * How many of the nodes do not have an acknowledged message, none where messages need not stay.
   */
  long absent(MessageId id) {
    return stays ? archives.stream().filter(archive -> !archive.has(id)).count() : 0;
  }

  int nodes() {
    return archives.size();
  }

  /** {@code isAcked} is for those only whose absence is found elsewhere. */
  void finish(Collection<SenderOrder> senders, Predicate<MessageId> isAcked) {
    archives.forEach(this::hasNothingTwice);
    if (!stays) {
      return;
    }
    archives.forEach(this::goesBackToTheFirst);
    for (Archive archive : archives) {
      senders.forEach(sender -> sender.promised().forEach(sent -> keepsOrder(archive, sent)));
      isTheSame(archives.get(0), archive, isAcked);
    }
  }

  /** Two numbers of one epoch are found where all logs are put together. */
  private void hasNothingTwice(Archive archive) {
    for (Archive.Repeat repeat : archive.repeats()) {
      Place first = repeat.first();
      Place again = repeat.again();
      boolean isFoundElsewhere = first.epoch() == again.epoch() && first.seq() != again.seq();
      if (!isFoundElsewhere && repeated.add(repeat.id())) {
        String what = "%s is in the history here and at epoch %d, seq %d as well";
        report(
            Violation.REPEATED,
            archive,
            again,
            what.formatted(repeat.id(), first.epoch(), first.seq()));
      }
    }
  }

  /** A hole within an epoch is found where the reader's way is followed. */
  private void goesBackToTheFirst(Archive archive) {
    Place newer = null;
    for (Place place : archive.places()) {
      if (newer != null && place.seq() > newer.seq()) {
        String what = "the history has this before epoch %d, seq %d";
        report(Violation.DISORDER, archive, place, what.formatted(newer.epoch(), newer.seq()));
      } else if (newer != null && place.epoch() != newer.epoch()) {
        joins(archive, place, newer);
      }
      newer = place;
    }
    if (newer != null && newer.seq() != 1) {
      report(Violation.HOLE, archive, newer, "the history ends here and not at the first message");
    }
  }

  private void joins(Archive archive, Place older, Place newer) {
    if (older.seq() == newer.seq()) {
      String what = "the history has this number in epoch %d too";
      report(Violation.REPEATED, archive, newer, what.formatted(older.epoch()));
    } else if (older.seq() != newer.seq() - 1) {
      String what = "the history skips what is between here and epoch %d, seq %d";
      report(Violation.HOLE, archive, older, what.formatted(newer.epoch(), newer.seq()));
    }
  }

  private void keepsOrder(Archive archive, List<MessageId> sent) {
    MessageId before = null;
    Archive.Spot last = null;
    for (MessageId id : sent) {
      Archive.Spot spot = archive.spot(id);
      if (spot == null) {
        continue;
      }
      if (last != null && spot.told() > last.told() && swapped.add(id.toString())) {
        String what = "%s was sent after %s, and is before it in the history";
        report(Violation.DISORDER, archive, spot.place(), what.formatted(id, before));
      }
      before = id;
      last = spot;
    }
  }

  /** One difference is told of: if there is one there are many. */
  private void isTheSame(Archive one, Archive other, Predicate<MessageId> isAcked) {
    for (Map.Entry<MessageId, Archive.Spot> each : one.spots().entrySet()) {
      Archive.Spot there = other.spot(each.getKey());
      Place here = each.getValue().place();
      if (there == null ? !isAcked.test(each.getKey()) : there.place().seq() != here.seq()) {
        differ(each.getKey(), here, one, other);
        return;
      }
    }
    for (Map.Entry<MessageId, Archive.Spot> each : other.spots().entrySet()) {
      if (!one.has(each.getKey()) && !isAcked.test(each.getKey())) {
        differ(each.getKey(), each.getValue().place(), other, one);
        return;
      }
    }
  }

  private void differ(MessageId id, Place here, Archive one, Archive other) {
    Archive.Spot there = other.spot(id);
    String place = there == null ? "nowhere" : "at seq " + there.place().seq();
    String what = "%s is here in the history of %s, and %s in that of %s";
    report(
        Violation.DIVERGENCE, one, here, what.formatted(id, one.reader(), place, other.reader()));
  }

  private void report(Violation violation, Archive archive, Place place, String what) {
    findings.add(violation, room, archive.reader(), place, what);
  }
}
