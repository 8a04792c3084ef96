package chatnode.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * A few nodes, each with the rule of {@link Side} and a copy of one room's ledger. Views change and
 * questions travel when the test says so. A message counts as said when all that the writer sees
 * have it; two messages said in one place are the failure that is looked for.
 */
final class SplitWorld {

  /** Something that happens, to whom or with whom being up to the number. */
  record Step(String name, int number, BiConsumer<SplitWorld, Integer> action) {
    void accept(SplitWorld world) {
      action.accept(world, number);
    }

    @Override
    public String toString() {
      return name + " " + number;
    }
  }

  /** As {@code Ledger} and {@code GridLedger.renewFor} number; lines are what was said. */
  private record Ledger(long epoch, long side, List<String> lines) {
    Ledger with(String line) {
      List<String> more = new ArrayList<>(lines);
      more.add(line);
      return new Ledger(epoch, side, more);
    }

    Ledger forks(long newSide, long newEpoch) {
      return new Ledger(newEpoch, newSide, lines);
    }
  }

  private record Question(Node from, UUID as, UUID to, long ballot, Set<UUID> gone) {}

  private final class Node implements Side.Electorate {
    UUID id = newId();
    final Side side = new Side(this);
    List<UUID> view = List.of();
    boolean isFrozen;
    int part;
    Ledger ledger;

    @Override
    public Object members() {
      return view;
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<UUID> ids(Object members) {
      return (List<UUID>) members;
    }

    @Override
    public UUID self() {
      return id;
    }

    @Override
    public void ask(long ballot, Set<UUID> voters, Set<UUID> gone) {
      voters.stream()
          .sorted()
          .forEach(voter -> questions.add(new Question(this, id, voter, ballot, gone)));
    }

    @Override
    public void askAgain(long ballot, UUID voter) {
      questions.add(new Question(this, id, voter, ballot, Set.of()));
    }

    @Override
    public void probe(long ballot, Set<UUID> gone) {
      Set<UUID> dead =
          gone.stream().filter(each -> !known.contains(each)).collect(Collectors.toSet());
      later.add(() -> side.dead(ballot, dead));
    }

    void sees(List<UUID> members) {
      view = List.copyOf(members);
      side.token();
    }

    boolean reaches(UUID other) {
      Node node = at(other);
      return node != null && !node.isFrozen && node.part == part;
    }
  }

  private final List<Node> nodes = new ArrayList<>(); // alive
  private final Set<UUID> known = new HashSet<>(); // of processes that are alive
  private final List<Question> questions = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final Map<String, String> said = new HashMap<>();
  private long ids;
  private long epochs = 1;
  private int lines;

  SplitWorld(int count) {
    for (int i = 0; i < count; i++) {
      start(0);
      deliverAll();
    }
  }

  private UUID newId() {
    UUID id = new UUID(0, ++ids);
    known.add(id);
    return id;
  }

  private Node at(UUID id) {
    return nodes.stream().filter(node -> node.id.equals(id)).findFirst().orElse(null);
  }

  private Node any(int number) {
    return nodes.isEmpty() ? null : nodes.get(number % nodes.size());
  }

  /** The bits say who is in which of two parts. */
  void cut(int bits) {
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).part = bits >> i & 1;
    }
  }

  void kill(int number) {
    Node node = any(number);
    if (node != null && nodes.size() > 1) {
      nodes.remove(node);
      known.remove(node.id);
    }
  }

  void freeze(int number) {
    if (any(number) != null) {
      any(number).isFrozen = true;
    }
  }

  void thaw(int number) {
    nodes.stream().filter(node -> node.isFrozen).skip(number % 2).findFirst().ifPresent(this::thaw);
  }

  private void thaw(Node node) {
    node.isFrozen = false;
  }

  /** A new node joins whom the number says, if that one's part is whole. */
  void start(int number) {
    Node contact = any(number);
    Node fresh = new Node();
    if (contact == null) {
      fresh.ledger = new Ledger(epochs, 0, List.of());
      nodes.add(fresh);
      fresh.sees(List.of(fresh.id));
      return;
    }
    if (nodes.size() >= 6 || !isWhole(contact)) {
      known.remove(fresh.id);
      return;
    }
    fresh.part = contact.part;
    nodes.add(fresh);
    join(fresh, contact);
  }

  private void join(Node fresh, Node contact) {
    List<UUID> all = new ArrayList<>(contact.view);
    all.add(fresh.id);
    fresh.ledger = owner(contact).ledger;
    for (UUID id : contact.view) {
      at(id).sees(all);
    }
    fresh.sees(all);
  }

  /** All that it sees can be reached, and see the same. */
  private boolean isWhole(Node node) {
    return !node.isFrozen
        && node.view.stream().allMatch(id -> node.reaches(id) && at(id).view.equals(node.view));
  }

  private Node owner(Node node) {
    return at(node.view.get(0));
  }

  /** The part of one node gives up its own for that of another, under new ids. */
  void merge(int number) {
    Node smaller = any(number & 7);
    Node larger = any(number >> 3);
    if (smaller == null
        || !smaller.reaches(larger.id)
        || smaller.view.contains(larger.id)
        || larger.view.contains(smaller.id)
        || !isWhole(smaller)
        || !isWhole(larger)) {
      return;
    }
    if (smaller.view.size() > larger.view.size()) {
      Node swapped = smaller;
      smaller = larger;
      larger = swapped;
    }
    List<Node> movers = smaller.view.stream().map(this::at).toList();
    List<String> theirs = owner(smaller).ledger.lines();
    movers.forEach(this::move);
    for (Node mover : movers) {
      join(mover, larger);
    }
    append(larger, theirs);
    movers.forEach(mover -> mover.side.merged());
  }

  private void move(Node mover) {
    mover.side.merging();
    known.remove(mover.id);
    mover.id = newId();
    mover.sees(List.of(mover.id));
  }

  private void append(Node larger, List<String> theirs) {
    Ledger merged = owner(larger).ledger;
    for (String line : theirs) {
      if (!merged.lines().contains(line)) {
        merged = merged.with(line);
      }
    }
    store(larger, merged);
  }

  /** One node finds out that one it sees cannot be reached. */
  void lose(int number) {
    Node node = any(number & 7);
    if (node == null || node.isFrozen) {
      return;
    }
    List<UUID> unreachable = node.view.stream().filter(id -> !node.reaches(id)).toList();
    if (!unreachable.isEmpty()) {
      UUID lost = unreachable.get((number >> 3) % unreachable.size());
      node.sees(node.view.stream().filter(id -> !id.equals(lost)).toList());
    }
  }

  /** A whole part finds out all it has lost. */
  void notice(int number) {
    Node first = any(number);
    if (first == null || first.isFrozen) {
      return;
    }
    for (Node node : nodes) {
      if (!node.isFrozen && node.part == first.part) {
        node.sees(node.view.stream().filter(node::reaches).toList());
      }
    }
  }

  void cutAndSettle(int bits) {
    cut(bits);
    settle();
  }

  void killAndSettle(int number) {
    kill(number);
    settle();
  }

  void startAndSettle(int number) {
    start(number);
    settle();
  }

  /** Everybody finds out everything, and everybody answers. */
  private void settle() {
    for (int i = 0; i < nodes.size(); i++) {
      notice(i);
    }
    deliverAll();
  }

  void writeEverywhere() {
    for (int i = 0; i < nodes.size(); i++) {
      write(i);
    }
  }

  void deliver(int number) {
    if (!questions.isEmpty()) {
      deliver(questions.remove(number % questions.size()));
    }
  }

  /** As long as there is anything to deliver, but who is asked again and again is given up on. */
  void deliverAll() {
    for (int i = 0; i < 100 && !(questions.isEmpty() && later.isEmpty()); i++) {
      if (questions.isEmpty()) {
        later.remove(0).run();
      } else {
        deliver(questions.remove(0));
      }
    }
  }

  private void deliver(Question question) {
    Node from = question.from;
    Node to = at(question.to);
    if (!nodes.contains(from) || !from.id.equals(question.as)) {
      return;
    }
    if (to != null && from.reaches(question.to) && !from.isFrozen) {
      long vote = to.side.isWith(question.as, question.gone);
      from.side.vote(question.ballot, question.to, vote);
    } else if (from.view.contains(question.to)) {
      questions.add(question); // is yet to be found out
    }
  }

  /** The owner, as somebody sees it, numbers a message. */
  void write(int number) {
    Node asker = any(number);
    Node owner = asker == null ? null : owner(asker);
    if (owner == null || owner.isFrozen || !owner.view.get(0).equals(owner.id)) {
      return;
    }
    long token = owner.side.token();
    if (token == Side.UNSETTLED) {
      return;
    }
    Ledger ledger = owner.ledger;
    if (token != 0 && token != ledger.side()) {
      ledger = ledger.forks(token, ++epochs);
    }
    owner.ledger = ledger.with("line " + ++lines);
    if (owner.view.stream().allMatch(id -> owner.reaches(id) && at(id).view.contains(owner.id))) {
      store(owner, owner.ledger);
      check(owner.ledger);
    }
  }

  private void store(Node owner, Ledger ledger) {
    owner.view.forEach(id -> at(id).ledger = ledger);
  }

  private void check(Ledger ledger) {
    for (int seq = 1; seq <= ledger.lines().size(); seq++) {
      String line = ledger.lines().get(seq - 1);
      String place = ledger.epoch() + "/" + seq;
      String before = said.putIfAbsent(place, line);
      if (before != null && !before.equals(line)) {
        throw new AssertionError(place + " is both " + before + " and " + line);
      }
    }
  }
}
