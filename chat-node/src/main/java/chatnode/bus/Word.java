package chatnode.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a node says in the {@link RollCall}: who it is, whether it wants an answer at once, whether
 * it is about to go, whom it hears, and its {@link Introduction}. The figures travel behind the
 * rest as they are.
 */
record Word(
    String node,
    boolean asks,
    boolean leaves,
    Set<String> hears,
    List<String> urls,
    Buffer figures) {
  private static final int LENGTH = Integer.BYTES;

  Buffer toBuffer() {
    Buffer head =
        new JsonObject()
            .put("node", node)
            .put("ask", asks)
            .put("leaves", leaves)
            .put("hears", new JsonArray(List.copyOf(hears)))
            .put("urls", new JsonArray(urls))
            .toBuffer();
    return Buffer.buffer().appendInt(head.length()).appendBuffer(head).appendBuffer(figures);
  }

  static Word of(Buffer bytes) {
    int figures = LENGTH + bytes.getInt(0);
    JsonObject head = new JsonObject(bytes.getBuffer(LENGTH, figures));
    return new Word(
        head.getString("node"),
        head.getBoolean("ask"),
        head.getBoolean("leaves"),
        head.getJsonArray("hears").stream().map(String::valueOf).collect(Collectors.toSet()),
        head.getJsonArray("urls").stream().map(String::valueOf).toList(),
        bytes.getBuffer(figures, bytes.length()));
  }
}
