package chatnode.bus;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.EventBus;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class HintsTest {
  /** As Vert.x throws it when two members cannot be reached. */
  private static IllegalStateException thrownByTheBus() {
    IllegalStateException failure = new IllegalStateException("Promise already completed");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("io.vertx.core.Promise", "fail", "Promise.java", 103),
          new StackTraceElement(
              "io.vertx.core.eventbus.impl.clustered.OutboundConnection",
              "writeMessage",
              "OutboundConnection.java",
              86)
        });
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
  void anyOtherFailureIsNotHidden() {
    assertThatThrownBy(
            () -> over(new IllegalStateException("other")).publish("rooms", Buffer.buffer()))
        .hasMessage("other");
  }
}
