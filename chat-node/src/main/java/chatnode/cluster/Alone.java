package chatnode.cluster;

import chatnode.bus.Introduction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** No company: one node that nobody joins. */
public final class Alone implements Company {
  private final Vertx vertx;
  private final String nodeId = UUID.randomUUID().toString();

  public Alone(Vertx vertx) {
    this.vertx = vertx;
  }

  @Override
  public Vertx vertx() {
    return vertx;
  }

  @Override
  public String nodeId() {
    return nodeId;
  }

  @Override
  public Set<String> members() {
    return Set.of(nodeId);
  }

  @Override
  public Future<Void> meet(Introduction own, Listener listener) {
    return Future.succeededFuture();
  }

  @Override
  public Future<Boolean> awaitReady(long patienceMs) {
    return Future.succeededFuture(true);
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public List<Remark> reasons() {
    return List.of();
  }

  @Override
  public List<Remark> warnings() {
    return List.of();
  }

  @Override
  public Map<String, Buffer> figures() {
    return Map.of();
  }

  @Override
  public Map<String, Long> beats() {
    return Map.of();
  }

  @Override
  public int unheard() {
    return 0;
  }

  @Override
  public int healed() {
    return 0;
  }

  @Override
  public boolean isSafe() {
    return true;
  }

  @Override
  public List<String> addresses() {
    return List.of();
  }

  @Override
  public Set<String> origins() {
    return Set.of();
  }

  @Override
  public void announceLeave() {}

  @Override
  public boolean isAnybodyStaying() {
    return false;
  }

  @Override
  public Future<Void> leave() {
    return Future.succeededFuture();
  }
}
