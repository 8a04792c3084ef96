package chatnode.presence;

import chatnode.bus.PresenceWord;
import chatnode.clock.MovedClock;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/** Some nodes and a bus between them that delivers in the turn, unless the test loses words. */
final class Nodes {
  static final long TELL_MS = 200;
  static final long BEAT_MS = 1000;

  /** A loop of a node, and what it was told. */
  static final class Loop implements Attendance.Listener {
    final List<ServerFrame.Presence> changes = new ArrayList<>();
    final List<ServerFrame.Typing> typing = new ArrayList<>();
    Attendance attendance;

    @Override
    public void presence(ServerFrame.Presence change) {
      changes.add(change);
    }

    @Override
    public void typing(ServerFrame.Typing who) {
      typing.add(who);
    }

    List<String> nicks(String room) {
      return attendance.people(room).stream().map(Person::nick).toList();
    }
  }

  final MovedClock clock = new MovedClock();
  final List<PresenceWord> said = new ArrayList<>();

  /** True for what the node named does not get. */
  BiPredicate<String, PresenceWord> isLost = (to, word) -> false;

  private final Map<String, Presence> nodes = new LinkedHashMap<>();
  private final List<String> dead = new ArrayList<>();

  Presence node(String name) {
    return nodes.get(name);
  }

  /** A node that starts. */
  Presence start(String name) {
    Presence presence =
        new Presence(name, clock, word -> carry(name, word), new Presence.Pace(TELL_MS, BEAT_MS));
    nodes.put(name, presence);
    presence.start();
    clock.settle();
    return presence;
  }

  Loop loop(Presence presence) {
    Loop loop = new Loop();
    loop.attendance = presence.attend(clock, loop);
    return loop;
  }

  private void carry(String from, PresenceWord word) {
    if (dead.contains(from)) {
      return;
    }
    said.add(word);
    nodes.forEach(
        (name, presence) -> {
          if (!dead.contains(name) && !isLost.test(name, word)) {
            presence.hear(word);
          }
        });
  }

  /** It neither hears nor says anything any more. */
  void kill(String name) {
    dead.add(name);
  }

  void tick() {
    clock.move(TELL_MS);
  }

  void beats(int count) {
    clock.move(count * BEAT_MS);
  }

  <T extends PresenceWord> List<T> said(Class<T> kind) {
    return said.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
