package chatbench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinkTest {
  private static final Incoming HEARD = new Incoming.Bye("why", 1);

  private final List<String> told = new ArrayList<>();
  private final List<Dialled> dialled = new ArrayList<>();
  private final Link link = new Link(this::dial, new Owner());

  /** A line that a test opens, speaks on and closes as it likes. */
  private static final class Dialled implements Line {
    private final Promise<Line> opening = Promise.promise();
    private final Ear ear;
    private boolean closed;

    Dialled(Ear ear) {
      this.ear = ear;
    }

    @Override
    public void send(List<? extends Outgoing> frames) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public Future<Void> close() {
      closed = true;
      ear.closed(1000);
      return Future.succeededFuture();
    }
  }

  private final class Owner implements Link.Owner {
    @Override
    public void opened() {
      told.add("opened " + link.number());
    }

    @Override
    public void heard(Incoming frame) {
      if (frame instanceof Incoming.Other) {
        throw new IllegalArgumentException("not expected");
      }
      told.add("heard");
    }

    @Override
    public void nonsense(String what) {
      told.add(what);
    }

    @Override
    public void closed(int code) {
      told.add("closed " + code);
    }
  }

  private Future<Line> dial(String url, Line.Ear ear) {
    Dialled line = new Dialled(ear);
    dialled.add(line);
    return line.opening.future();
  }

  private Dialled open() {
    link.open("url");
    Dialled line = dialled.get(dialled.size() - 1);
    line.opening.complete(line);
    return line;
  }

  @Test
  void whatComesIsHeardUntilTheLineCloses() {
    Dialled line = open();
    line.ear.heard(HEARD);
    line.ear.closed(1012);
    line.ear.heard(HEARD);
    line.ear.closed(1000);
    assertThat(told).containsExactly("opened 1", "heard", "closed 1012");
    assertThat(link.isOpen()).isFalse();
  }

  @Test
  void whatAnAbandonedLineSaysIsNotHeard() {
    Dialled line = open();
    link.abandon();
    line.ear.heard(HEARD);
    line.ear.nonsense("x");
    assertThat(line.closed).isTrue();
    assertThat(told).containsExactly("opened 1");
  }

  @Test
  void aLineThatIsGoneBeforeAnybodyWasToldOfItIsClosed() {
    link.open("url");
    Dialled line = dialled.get(0);
    line.ear.closed(1013);
    line.opening.complete(line);
    assertThat(told).containsExactly("closed 1013");
    assertThat(link.isOpen()).isFalse();
  }

  @Test
  void aLineThatCannotBeOpenedIsLost() {
    link.open("url");
    dialled.get(0).opening.fail("nobody there");
    assertThat(told).containsExactly("closed 1006");
  }

  @Test
  void aLineThatIsOpenedTooLateIsNotWanted() {
    link.open("url");
    Dialled late = dialled.get(0);
    link.abandon();
    late.opening.complete(late);
    assertThat(late.closed).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void whoMovesKeepsTheOldLineUntilTheNewOneIsOpen() {
    Dialled old = open();
    Future<Boolean> moved = link.move("other", () -> true);
    old.ear.heard(HEARD);
    assertThat(old.closed).isFalse();
    Dialled other = dialled.get(1);
    other.opening.complete(other);
    old.ear.heard(HEARD);
    other.ear.heard(HEARD);
    assertThat(moved.result()).isTrue();
    assertThat(old.closed).isTrue();
    assertThat(told).containsExactly("opened 1", "heard", "opened 2", "heard");
  }

  @Test
  void whoHasNoReasonToMoveAnyMoreStays() {
    Dialled old = open();
    Future<Boolean> moved = link.move("other", () -> false);
    Dialled other = dialled.get(1);
    other.opening.complete(other);
    old.ear.heard(HEARD);
    assertThat(moved.result()).isFalse();
    assertThat(other.closed).isTrue();
    assertThat(told).containsExactly("opened 1", "heard");
  }

  @Test
  void whatTheOwnerCannotMakeSenseOfIsNonsense() {
    open().ear.heard("{\"type\":\"presence\"}\nnot JSON\n{\"type\":\"bye\",\"reason\":\"why\"}");
    assertThat(told).hasSize(4).startsWith("opened 1", "not expected").endsWith("heard");
    assertThat(told.get(2)).contains("not JSON");
  }
}
