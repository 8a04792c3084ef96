package chatnode.room;

import chatnode.protocol.Act;
import chatnode.protocol.Measure;
import chatnode.room.House.Taken;
import chatnode.who.Deed;
import chatnode.who.Network;
import chatnode.who.Principal;
import chatnode.who.Sanctions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The measures that hold: what the log of the house comes to when it is read from its beginning. Of
 * two about the same the later one holds, whether it is longer or shorter, so it may be read again
 * from anywhere on. Most people have none, and asking about them costs a look into a map.
 */
final class Measures implements Sanctions {
  /** Where it holds, and of which kind. */
  private record Place(Act act, String room) {}

  /** Whom somebody is about to do something more about: who was kicked a moment ago is banned. */
  private static final int REMEMBERED_NICKS = 1_000;

  private final LongSupplier now;
  private final Map<String, String> nicks = new LinkedHashMap<>();
  private final Map<String, Map<Place, Taken>> people = new HashMap<>();
  private final Map<Network, Taken> networks = new HashMap<>();
  private final Set<Integer> widths = new HashSet<>();
  private long soonestEnd = Measure.FOR_GOOD;
  private int version;

  /** {@code now} is in epoch milliseconds. */
  Measures(LongSupplier now) {
    this.now = now;
  }

  // ---- what is done

  void take(Taken taken) {
    Measure measure = taken.measure();
    remember(measure.person(), measure.nick());
    switch (measure.act()) {
      case BAN, MUTE -> put(taken, measure.act());
      case UNBAN -> remove(measure, Act.BAN);
      case UNMUTE -> remove(measure, Act.MUTE);
      default -> {} // done with
    }
  }

  private void remember(String person, String nick) {
    if (person == null || nick == null) {
      return;
    }
    nicks.remove(person);
    nicks.put(person, nick);
    if (nicks.size() > REMEMBERED_NICKS) {
      nicks.remove(nicks.keySet().iterator().next());
    }
  }

  private void put(Taken taken, Act act) {
    Measure measure = taken.measure();
    if (measure.until() <= now.getAsLong()) {
      remove(measure, act);
      return;
    }
    if (measure.person() != null) {
      people
          .computeIfAbsent(measure.person(), person -> new HashMap<>(2))
          .put(new Place(act, measure.room()), taken);
    }
    Network network = network(measure);
    if (network != null && act == Act.BAN) {
      networks.put(network, taken);
      widths.add(network.bits());
    }
    soonestEnd = Math.min(soonestEnd, measure.until());
    version++;
  }

  private void remove(Measure measure, Act act) {
    Place place = new Place(act, measure.room());
    people.computeIfPresent(
        measure.person() == null ? "" : measure.person(),
        (person, all) -> {
          all.remove(place);
          return all.isEmpty() ? null : all;
        });
    Network network = network(measure);
    if (network != null) {
      networks.remove(network);
    }
    version++;
  }

  /** Null for none, or for one that an importing hand has spoilt. */
  private static Network network(Measure measure) {
    try {
      return measure.address() == null ? null : Network.of(measure.address());
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  // ---- what holds

  @Override
  public String against(Principal who, String room, Deed deed) {
    Map<Place, Taken> his = who.id() == null ? null : people.get(who.id());
    if (his == null) {
      return null;
    }
    String why = against(who);
    if (why == null) {
      why = Sentences.of(holding(his, Act.BAN, room));
    }
    if (why == null && (deed == Deed.SAY || deed == Deed.EDIT)) {
      Taken mute = holding(his, Act.MUTE, room);
      why = Sentences.of(mute == null ? holding(his, Act.MUTE, null) : mute);
    }
    return why;
  }

  @Override
  public String against(Principal who) {
    Map<Place, Taken> his = who.id() == null ? null : people.get(who.id());
    return his == null ? null : Sentences.of(holding(his, Act.BAN, null));
  }

  private Taken holding(Map<Place, Taken> his, Act act, String room) {
    return ifHolding(his.get(new Place(act, room)));
  }

  private Taken ifHolding(Taken taken) {
    return taken != null && taken.measure().until() > now.getAsLong() ? taken : null;
  }

  @Override
  public String againstAddress(String address) {
    if (networks.isEmpty()) {
      return null;
    }
    Network one = Network.of(address);
    for (int bits : widths) {
      Taken taken = ifHolding(networks.get(one.within(bits)));
      if (taken != null) {
        return Sentences.of(taken);
      }
    }
    return null;
  }

  @Override
  public int version() {
    if (soonestEnd <= now.getAsLong()) {
      expire();
    }
    return version;
  }

  private void expire() {
    people.values().forEach(all -> expire(all.values()));
    people.values().removeIf(Map::isEmpty);
    expire(networks.values());
    soonestEnd = all().mapToLong(taken -> taken.measure().until()).min().orElse(Measure.FOR_GOOD);
    version++;
  }

  private void expire(Collection<Taken> all) {
    all.removeIf(taken -> ifHolding(taken) == null);
  }

  /** What he was called when something was done about him; null where that is long past. */
  String nick(String person) {
    String nick = nicks.get(person);
    return nick != null ? nick : nickInWhatHolds(person);
  }

  private String nickInWhatHolds(String person) {
    return people.getOrDefault(person, Map.of()).values().stream()
        .map(taken -> taken.measure().nick())
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** In the order in which they were taken. */
  List<Taken> standing() {
    version();
    return new ArrayList<>(all().distinct().sorted(Comparator.comparingLong(Taken::seq)).toList());
  }

  private Stream<Taken> all() {
    return Stream.concat(
        people.values().stream().flatMap(all -> all.values().stream()), networks.values().stream());
  }
}
