package chatbench.verify;

import chatbench.check.Message;
import chatbench.client.Addresses;
import chatbench.client.Client;
import chatbench.client.Counts;
import chatbench.client.Identity;
import chatbench.client.Journal;
import chatbench.client.Patience;
import chatbench.wire.Way;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Who plays: names, secrets, rooms and addresses of everyone, all decided by the seed. */
final class Cast {
  private final Vertx vertx;
  private final Way way;
  private final List<String> urls;
  private final Plan plan;
  private final Counts counts = new Counts();
  private final Map<Message, Message> known = new HashMap<>();
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private final List<String> rooms;

  Cast(Vertx vertx, Way way, List<String> urls, Plan plan) {
    this.vertx = vertx;
    this.way = way;
    this.urls = urls;
    this.plan = plan;
    this.rooms =
        IntStream.rangeClosed(1, plan.rooms()).mapToObj(i -> "verify-" + run + "-" + i).toList();
  }

  Counts counts() {
    return counts;
  }

  /** What one client does must not depend on how often another one drew a number. */
  Random random(String purpose, int client) {
    return new Random(plan.seed() * 31 + purpose.hashCode() * 1_000_003L + client);
  }

  /** Secrets are new in every run, or a log that is still there would take us for resending. */
  Identity identity(String name) {
    return new Identity(name, "verify-" + run + "-" + name + "-" + plan.seed());
  }

  Journal journal(String name, boolean reader) {
    return new Journal(name, reader, known, counts);
  }

  List<Client> clients() {
    return IntStream.range(0, plan.clients())
        .mapToObj(i -> client("c" + (i + 1), "c" + (i + 1), i, addresses()))
        .toList();
  }

  private Addresses addresses() {
    return plan.via() == null ? Addresses.of(urls) : Addresses.only(List.of(plan.via()));
  }

  /** Each has nodes of its own, so that they are never at the same one. */
  Twins twins() {
    int half = urls.size() / 2;
    boolean apart = plan.via() == null && half > 0;
    return new Twins(
        client("twins", "twin-1", 0, apart ? Addresses.only(urls.subList(0, half)) : addresses()),
        client(
            "twins",
            "twin-2",
            0,
            apart ? Addresses.only(urls.subList(half, urls.size())) : addresses()));
  }

  private Client client(String person, String name, int number, Addresses addresses) {
    return new Client(
        vertx,
        way,
        addresses,
        Patience.DEFAULT,
        identity(person),
        someRooms(number, random("rooms", number)),
        journal(name, false),
        random("net " + name, number));
  }

  private List<String> someRooms(int client, Random random) {
    Set<String> some = new LinkedHashSet<>();
    some.add(rooms.get(client % rooms.size()));
    List<String> others = new ArrayList<>(rooms);
    Collections.shuffle(others, random);
    for (String room : others) {
      if (some.size() < plan.joins()) {
        some.add(room);
      }
    }
    return List.copyOf(some);
  }
}
