package chatbench.lines;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Random;

/**
 * Writes a made-up export, room after room and line by line, so that it takes no more memory for
 * ten million messages than for ten. The same {@link Amount} is always the same messages.
 *
 * <p>There is no key among the lines: one that everybody knows would let anybody pose as anybody on
 * a node that goes on with the store. The node makes its own.
 */
public final class Lines {
  private static final long APART_MS = 50;
  private static final int PEOPLE = 200;

  private final Amount amount;
  private final long newest;
  private final Random random;
  private final Texts texts;

  /** {@code newest} is when the last message was said, in epoch milliseconds. */
  public Lines(Amount amount, long newest) {
    this.amount = amount;
    this.newest = newest;
    this.random = new Random(amount.seed());
    this.texts = new Texts(random, amount.koreanPercent());
  }

  /** Answers in how many messages each of the rare words is. */
  public Map<String, Long> write(Appendable out) throws IOException {
    line(out, object("export").put("format", 1));
    for (int room = 0; room < amount.rooms(); room++) {
      write(out, room);
    }
    line(out, object("end").put("rooms", amount.rooms()).put("messages", amount.messages()));
    return texts.rare();
  }

  private void write(Appendable out, int room) throws IOException {
    String name = "room-" + (room + 1);
    long head = amount.messagesOf(room);
    long epoch = at(room, 1);
    line(
        out,
        object("epoch")
            .put("room", name)
            .put("epoch", epoch)
            .put("turn", 1)
            .put("parent", 0)
            .put("after", 0)
            .put("closed", head)
            .put("head", head));
    for (long seq = 1; seq <= head; seq++) {
      line(out, message(name, epoch, seq).put("at", at(room, seq)));
    }
  }

  private JsonObject message(String room, long epoch, long seq) {
    int person = random.nextInt(PEOPLE) + 1;
    String id = Long.toString(seq, 36) + "-" + Long.toHexString(random.nextLong());
    return object("message")
        .put("room", room)
        .put("epoch", epoch)
        .put("seq", seq)
        .put("id", id)
        .put("from", new JsonObject().put("id", "made-up-" + person).put("nick", "사람" + person))
        .put("text", texts.next());
  }

  /** Rooms take turns to say something. */
  private long at(int room, long seq) {
    return newest - (amount.messages() - 1 - ((seq - 1) * amount.rooms() + room)) * APART_MS;
  }

  private static JsonObject object(String type) {
    return new JsonObject().put("type", type);
  }

  private static void line(Appendable out, JsonObject object) throws IOException {
    out.append(object.encode()).append('\n');
  }
}
