package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HintsTest {
  /** As Vert.x throws it when two members cannot be reached. */
  private static IllegalStateException thrownByTheBus(String... callers) {
    IllegalStateException failure = new IllegalStateException("Promise already completed");
    List<String> classes = new ArrayList<>(List.of("io.vertx.core.Promise", "io.netty.Loop"));
    classes.addAll(List.of(callers));
    failure.setStackTrace(
        classes.stream()
            .map(name -> new StackTraceElement(name, "method", null, 1))
            .toArray(StackTraceElement[]::new));
    return failure;
  }

  private static Hints over(RuntimeException failure) {
    return new Hints(
        (EventBus)
            Proxy.newProxyInstance(
                HintsTest.class.getClassLoader(),
                new Class<?>[] {EventBus.class},
                (bus, method, arguments) -> {
                  throw failure;
                }));
  }

  @Test
  void whoPublishesNeedNotCareForMembersThatCannotBeReached() {
    assertThatCode(() -> over(thrownByTheBus()).publish("rooms", Buffer.buffer()))
        .doesNotThrowAnyException();
  }

  @Test
  void inALoopItIsKnownByWhoIsNotToBlame() {
    assertThat(Hints.isLate(thrownByTheBus())).isTrue();
    assertThat(Hints.isLate(thrownByTheBus("chatnode.bus.Hints", "chatnode.room.Rooms"))).isTrue();
    assertThat(Hints.isLate(thrownByTheBus("chatnode.room.Rooms"))).isFalse();
    assertThat(Hints.isLate(new IllegalStateException("other"))).isFalse();
  }

  @Test
  void anyOtherFailureIsNotHidden() {
    assertThatThrownBy(
            () -> over(new IllegalStateException("other")).publish("rooms", Buffer.buffer()))
        .hasMessage("other");
  }
}
