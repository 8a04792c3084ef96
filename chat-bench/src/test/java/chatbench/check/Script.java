package chatbench.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a client's log by hand. All scripts share a clock that ticks once per line. */
final class Script {
  static final String ROOM = "lobby";
  static final long EPOCH = 7;
  private static final int RECENT = 50;
  private static long clock;

  private final String name;
  private final String person;
  private final List<Event> events = new ArrayList<>();
  private boolean reader;
  private long epoch;
  private long last;
  private int link = 1;

  private Script(String name, String person) {
    this.name = name;
    this.person = person;
  }

  static Script client(String name) {
    return new Script(name, name);
  }

  /** The same person at another node. */
  Script twin() {
    return new Script(name + "'s twin", person);
  }

  static Script reader() {
    return reader("reader");
  }

  static Script reader(String name) {
    Script script = new Script(name, name);
    script.reader = true;
    return script;
  }

  Script joins(long head, long first) {
    return joined(Asked.newest(RECENT), EPOCH, head, first, true, head);
  }

  Script joinsNewest(long ofEpoch, long head, long first) {
    return joined(Asked.newest(RECENT), ofEpoch, head, first, true, head);
  }

  Script resumes(long head, long first, boolean complete) {
    link++;
    long from = complete ? last : Math.max(last, first - 1);
    return joined(Asked.resume(epoch, last), epoch, head, first, complete, from);
  }

  /** With another head than its own, behind which it is told everything from {@code first} on. */
  Script resumesFrom(long after, long head, long first, boolean complete) {
    link++;
    return joined(Asked.resume(epoch, after), epoch, head, first, complete, first - 1);
  }

  Script resumesInto(long newEpoch, long head, long first, boolean complete) {
    link++;
    return joined(Asked.resume(epoch, last), newEpoch, head, first, complete, first - 1);
  }

  private Script joined(
      Asked asked, long newEpoch, long head, long first, boolean complete, long from) {
    events.add(new Event.Joined(clock++, ROOM, asked, newEpoch, head, first, complete));
    epoch = newEpoch;
    last = from;
    return this;
  }

  Script isReset(long newEpoch, long head, long first) {
    events.add(new Event.Reset(clock++, ROOM, newEpoch, head, first));
    epoch = newEpoch;
    last = first - 1;
    return this;
  }

  Script says(String id) {
    return says(id, text(id));
  }

  Script says(String id, int text) {
    events.add(new Event.Said(clock++, ROOM, id, text));
    return sends(id);
  }

  Script sends(String id) {
    events.add(new Event.Sent(clock++, ROOM, id, link));
    return this;
  }

  Script isAcked(String id, long seq) {
    return isAcked(id, epoch, seq);
  }

  Script isAcked(String id, long inEpoch, long seq) {
    events.add(new Event.Acked(clock++, ROOM, id, inEpoch, seq));
    return this;
  }

  Script gets(long seq, Script from, String id) {
    return gets(seq, from, id, text(id));
  }

  Script gets(long seq, Script from, String id, int text) {
    Message message = new Message(new MessageId("id-" + from.person, id), text);
    events.add(new Event.Received(clock++, ROOM, epoch, seq, message));
    last = Math.max(last, seq);
    return this;
  }

  Script reads(long seq, Script from, String id) {
    return reads(epoch, seq, from, id, text(id));
  }

  Script reads(long ofEpoch, long seq, Script from, String id, int text) {
    Message message = new Message(new MessageId("id-" + from.person, id), text);
    events.add(new Event.Kept(clock++, ROOM, ofEpoch, seq, message));
    return this;
  }

  /** The moment of the line that comes next. */
  static long now() {
    return clock;
  }

  static Verdict check(Script... scripts) {
    return check(Terms.MEMORY, scripts);
  }

  static Verdict check(long excusedUntil, Script... scripts) {
    return check(Terms.memory(excusedUntil), scripts);
  }

  static Verdict check(Terms terms, Script... scripts) {
    return Checker.check(
        Arrays.stream(scripts)
            .map(s -> new ClientLog(s.name, "id-" + s.person, s.reader, s.events, List.of()))
            .toList(),
        terms);
  }

  static int text(String id) {
    return ("text of " + id).hashCode();
  }
}
