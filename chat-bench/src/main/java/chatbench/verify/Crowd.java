package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.check.Message;
import chatbench.client.Addresses;
import chatbench.client.Client;
import chatbench.client.Counts;
import chatbench.client.Identity;
import chatbench.client.Journal;
import chatbench.client.Patience;
import chatbench.client.Texts;
import chatbench.fault.Clients;
import chatbench.wire.Dialer;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** All clients of a verification: who is in which room, who says what and when, who is stuck. */
final class Crowd implements Clients {
  private static final long TICK_MS = 250;
  private static final long ARRIVAL_MS = 5;
  private static final long ARRIVALS_MS = 5_000;

  /** A client that cannot get through stops talking for a while, as people do. */
  private static final int MOST_WAITING = 100;

  private final Vertx vertx;
  private final Plan plan;
  private final Counts counts = new Counts();
  private final Map<Message, Message> known = new HashMap<>();
  private final List<Client> clients = new ArrayList<>();
  private final List<String> rooms = new ArrayList<>();
  private final String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private boolean hushed = true;

  Crowd(Vertx vertx, Dialer dialer, Addresses addresses, Plan plan) {
    this.vertx = vertx;
    this.plan = plan;
    for (int i = 0; i < plan.rooms(); i++) {
      rooms.add("verify-" + run + "-" + (i + 1));
    }
    for (int i = 0; i < plan.clients(); i++) {
      Random choice = random("rooms", i);
      clients.add(
          new Client(
              vertx,
              dialer,
              addresses,
              Patience.DEFAULT,
              identity("c" + (i + 1)),
              someRooms(i, choice),
              journal("c" + (i + 1), false),
              random("net", i)));
    }
  }

  /** What one client does must not depend on how often another one drew a number. */
  private Random random(String purpose, int client) {
    return new Random(plan.seed() * 31 + purpose.hashCode() * 1_000_003L + client);
  }

  /** Secrets are new in every run, or a log that is still there would take us for resending. */
  Identity identity(String name) {
    return new Identity(name, run + "-" + name + "-" + plan.seed());
  }

  Journal journal(String name, boolean reader) {
    return new Journal(name, reader, known, counts);
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

  void arrive() {
    for (int i = 0; i < clients.size(); i++) {
      Client client = clients.get(i);
      long each = Math.min(ARRIVAL_MS * i, ARRIVALS_MS * i / clients.size());
      vertx.setTimer(1 + each, id -> client.start());
    }
    vertx.setPeriodic(TICK_MS, id -> clients.forEach(client -> client.tick(System.nanoTime())));
  }

  void talk() {
    hushed = false;
    for (int i = 0; i < clients.size(); i++) {
      Random random = random("talk", i);
      later(clients.get(i), random, random.nextDouble()); // all are at it from the first second on
    }
  }

  /** All is drawn whether or not it is said, so that the same seed says the same. */
  private void later(Client client, Random random, double share) {
    double meanMs = 1_000 * plan.clients() / plan.rate();
    long delay = Math.max(1, Math.round(meanMs * share));
    String room = client.rooms().get(random.nextInt(client.rooms().size()));
    String text = Texts.next(random, plan.size());
    vertx.setTimer(
        delay,
        id -> {
          if (hushed) {
            return;
          }
          if (!client.isStuck() && client.waiting() < MOST_WAITING) {
            client.say(room, text);
          }
          later(client, random, 0.5 + random.nextDouble());
        });
  }

  void hush() {
    hushed = true;
  }

  @Override
  public void getStuck(List<Integer> some) {
    some.forEach(i -> clients.get(i).getStuck());
  }

  @Override
  public void getUnstuck(List<Integer> some) {
    some.forEach(i -> clients.get(i).getUnstuck());
  }

  @Override
  public void loseConnections(List<Integer> some) {
    some.forEach(i -> clients.get(i).loseConnection());
  }

  void leave() {
    clients.forEach(Client::stop);
  }

  int talking() {
    return (int) clients.stream().filter(Client::isTalking).count();
  }

  int waiting() {
    return clients.stream().mapToInt(Client::waiting).sum();
  }

  /** Everyone is connected, everything is acknowledged, and all are at the same place. */
  boolean isQuiet() {
    return waiting() == 0
        && clients.stream().allMatch(Client::isCaughtUp)
        && places().values().stream().allMatch(agreed -> agreed.size() == 1);
  }

  /** Where the clients of each room are; one place when they agree. */
  Map<String, Set<String>> places() {
    Map<String, Set<String>> places = new LinkedHashMap<>();
    for (Client client : clients) {
      client
          .places()
          .forEach(
              (room, place) ->
                  places.computeIfAbsent(room, key -> new LinkedHashSet<>()).add(place));
    }
    return places;
  }

  List<String> rooms() {
    return List.copyOf(places().keySet());
  }

  List<ClientLog> logs() {
    return clients.stream().map(client -> client.journal().log()).toList();
  }

  Counts counts() {
    return counts;
  }
}
