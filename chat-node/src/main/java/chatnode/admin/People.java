package chatnode.admin;

import chatnode.protocol.Act;
import chatnode.protocol.CloseCode;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.Refusal;
import chatnode.ways.Sight;
import chatnode.ways.http.Query;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The people and sockets of this node: who they are, and the end of some. */
final class People {
  static final String CLOSED = "closed by the operator";
  private static final int MOST = 200;
  private static final int USUAL = 50;
  private static final Comparator<Sight> BY_NUMBER = Comparator.comparingLong(Sight::socket);
  private static final Comparator<Sight> BY_UNREAD =
      Comparator.comparingLong(Sight::unread).reversed().thenComparing(BY_NUMBER);

  private final Hands hands;
  private final Acts acts;

  People(Hands hands, Acts acts) {
    this.hands = hands;
    this.acts = acts;
  }

  // ---- who is here

  /** {@code q} is a part of a nick, the beginning of an address, or an id. */
  Future<JsonObject> list(RoutingContext context) {
    Query query = Query.of(context);
    int limit = query.count("limit", USUAL, 1, MOST);
    boolean isByUnread = isByUnread(query.text("sort"));
    long after = query.number("after").orElse(0);
    if (isByUnread && after > 0) {
      throw new Refusal(ErrorCode.BAD_FIELD, "after: goes with no sort");
    }
    String room = query.text("room");
    Predicate<Sight> asked = matching(query.text("q"));
    Predicate<Sight> which =
        room == null ? asked : asked.and(sight -> sight.rooms().contains(room));
    return hands
        .see(which.and(sight -> sight.socket() > after), isByUnread ? BY_UNREAD : BY_NUMBER, limit)
        .map(seen -> page(seen, isByUnread));
  }

  private static boolean isByUnread(String sort) {
    if (sort != null && !sort.equals("unread") && !sort.equals("socket")) {
      throw new Refusal(ErrorCode.BAD_FIELD, "sort: socket or unread");
    }
    return "unread".equals(sort);
  }

  private static Predicate<Sight> matching(String asked) {
    if (asked == null || asked.isBlank()) {
      return sight -> true;
    }
    String text = asked.strip();
    String lower = text.toLowerCase(Locale.ROOT);
    return sight ->
        sight.address().startsWith(text) || sight.person() != null && fits(sight.person(), lower);
  }

  private static boolean fits(Person person, String lower) {
    return person.id().toLowerCase(Locale.ROOT).equals(lower)
        || person.nick().toLowerCase(Locale.ROOT).contains(lower);
  }

  private static JsonObject page(Hands.Seen seen, boolean isByUnread) {
    List<Sight> sights = seen.sights();
    JsonArray rows = new JsonArray();
    sights.forEach(sight -> rows.add(row(sight)));
    boolean isMore = seen.found() > sights.size();
    Long next = isMore && !isByUnread ? sights.get(sights.size() - 1).socket() : null;
    return new JsonObject()
        .put("sockets", seen.all())
        .put("found", seen.found())
        .put("people", rows)
        .put("more", isMore)
        .put("next", next);
  }

  private static JsonObject row(Sight sight) {
    Person person = sight.person();
    return new JsonObject()
        .put("socket", sight.socket())
        .put("id", person == null ? null : person.id())
        .put("nick", person == null ? null : person.nick())
        .put("signedIn", sight.isSignedIn())
        .put("way", sight.way())
        .put("address", sight.address())
        .put("since", sight.since())
        .put("rooms", new JsonArray(sight.rooms().stream().sorted().toList()))
        .put("unread", sight.unread());
  }

  // ---- the end of some

  /** All sockets of a person. */
  Future<JsonObject> close(RoutingContext context) {
    String id = context.pathParam("person");
    return close(isOf(id), id, null, "");
  }

  /** One socket, or those of a person or from an address. */
  Future<JsonObject> closeSome(RoutingContext context) {
    Form form = Form.of(context);
    String reason = form.text("reason", Acts.REASON, "");
    if (Stream.of("socket", "person", "address").filter(form::has).count() != 1) {
      throw new Refusal(ErrorCode.BAD_FIELD, "name one of socket, person and address");
    }
    if (form.has("person")) {
      String id = form.text("person");
      return close(isOf(id), id, null, reason);
    }
    if (form.has("address")) {
      String address = form.text("address");
      return close(sight -> sight.address().equals(address), null, address, reason);
    }
    return closeOne(form.number("socket", 1, Long.MAX_VALUE), reason);
  }

  private Future<JsonObject> closeOne(long socket, String reason) {
    Predicate<Sight> isIt = sight -> sight.socket() == socket;
    return hands
        .see(isIt, BY_NUMBER, 1)
        .compose(
            seen -> {
              Sight it = seen.sights().stream().findFirst().orElseThrow(People::notHere);
              String id = it.person() == null ? null : it.person().id();
              return close(isIt, id, it.address(), reason);
            });
  }

  private static Refusal notHere() {
    return new Refusal(ErrorCode.NOT_FOUND, "this node has no such socket");
  }

  private static Predicate<Sight> isOf(String id) {
    return sight -> sight.person() != null && sight.person().id().equals(id);
  }

  private Future<JsonObject> close(
      Predicate<Sight> which, String person, String address, String reason) {
    return hands
        .close(which, CloseCode.POLICY, CLOSED)
        .compose(
            closed -> {
              if (closed == 0) {
                throw notHere();
              }
              Measure close = new Measure(Act.CLOSE, null, person, address, 0, reason, null);
              return acts.record(close, new JsonObject().put("closed", closed));
            });
  }
}
