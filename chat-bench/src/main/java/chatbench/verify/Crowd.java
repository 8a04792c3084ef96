package chatbench.verify;

import chatbench.check.ClientLog;
import chatbench.client.Client;
import chatbench.client.Texts;
import chatbench.fault.Clients;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** All clients of a verification and what they do: who says what and when, who is stuck. */
final class Crowd implements Clients {
  private static final double SECOND = 1e9;
  private static final long TICK_MS = 250;
  private static final long ARRIVAL_MS = 5;
  private static final long ARRIVALS_MS = 5_000;

  /** How long whoever was loyal waits for what a node that is back has to say. */
  private static final long GRACE_MS = 5_000;

  /** A client that cannot get through stops talking for a while, as people do. */
  private static final int MOST_WAITING = 100;

  private final Vertx vertx;
  private final Plan plan;
  private final Cast cast;
  private final List<Client> clients;
  private final List<Client> everyone;
  private boolean hushed = true;
  private int saidTwice;
  private long grace = -1;
  private long ticked;

  Crowd(Vertx vertx, Plan plan, Cast cast) {
    this.vertx = vertx;
    this.plan = plan;
    this.cast = cast;
    this.clients = cast.clients();
    this.everyone = new ArrayList<>(clients);
  }

  void arrive() {
    Twins twins = plan.twice() == 0 ? null : cast.twins();
    if (twins != null) {
      everyone.addAll(twins.both());
    }
    for (int i = 0; i < everyone.size(); i++) {
      Client client = everyone.get(i);
      long each = Math.min(ARRIVAL_MS * i, ARRIVALS_MS * i / everyone.size());
      vertx.setTimer(1 + each, id -> client.start());
    }
    ticked = System.nanoTime();
    vertx.setPeriodic(TICK_MS, id -> tick(System.nanoTime()));
    if (twins != null) {
      Random random = cast.random("twins", 0);
      long every = Math.max(1, plan.duration().toMillis() / plan.twice());
      vertx.setPeriodic(every, id -> sayTwice(twins, random));
    }
  }

  private void tick(long now) {
    cast.counts().late((now - ticked) / 1e6 - TICK_MS);
    ticked = now;
    everyone.forEach(client -> client.tick(now));
  }

  private void sayTwice(Twins twins, Random random) {
    if (!hushed && saidTwice < plan.twice()) {
      saidTwice++;
      twins.say(random, plan.size());
    }
  }

  void talk() {
    hushed = false;
    long now = System.nanoTime();
    for (int i = 0; i < clients.size(); i++) {
      Random random = cast.random("talk", i);
      later(clients.get(i), random, now, random.nextDouble()); // from the first second on
    }
  }

  /**
   * All is drawn whether or not it is said, so that the same seed says the same; and what is late
   * does not make the rest late, or a busy machine would lower the rate.
   */
  private void later(Client client, Random random, long from, double share) {
    long due = from + Math.round(SECOND * plan.clients() / plan.rate() * share);
    String room = client.rooms().get(random.nextInt(client.rooms().size()));
    String text = Texts.next(random, plan.size());
    vertx.setTimer(
        Math.max(1, (due - System.nanoTime()) / 1_000_000),
        id -> {
          if (hushed) {
            return;
          }
          if (!client.isStuck() && client.waiting() < MOST_WAITING) {
            client.say(room, text);
          }
          later(client, random, due, 0.5 + random.nextDouble());
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

  @Override
  public void beLoyal() {
    vertx.cancelTimer(grace);
    for (int i = 0; i < clients.size(); i += 2) {
      clients.get(i).beLoyal(true);
    }
  }

  @Override
  public void beImpatient() {
    grace = vertx.setTimer(GRACE_MS, id -> clients.forEach(client -> client.beLoyal(false)));
  }

  void leave() {
    everyone.forEach(Client::stop);
  }

  int size() {
    return everyone.size();
  }

  int talking() {
    return (int) everyone.stream().filter(Client::isTalking).count();
  }

  int waiting() {
    return everyone.stream().mapToInt(Client::waiting).sum();
  }

  /** Everyone is connected, everything is acknowledged, and all are at the same place. */
  boolean isQuiet() {
    return waiting() == 0
        && everyone.stream().allMatch(Client::isCaughtUp)
        && places().values().stream().allMatch(agreed -> agreed.size() == 1);
  }

  /** Where the clients of each room are; one place when they agree. */
  Map<String, Set<String>> places() {
    Map<String, Set<String>> places = new LinkedHashMap<>();
    for (Client client : everyone) {
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
    return everyone.stream().map(client -> client.journal().log()).toList();
  }
}
