package chatbench.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OutboxTest {
  private final Outbox.Draft draft = new Outbox().add("lobby", "a1", "hello");

  @Test
  void whatWentOutOverAnotherConnectionIsSaidAgain() {
    assertThat(draft.frame(1).json()).doesNotContain("again");
    draft.link = 1;
    assertThat(draft.frame(2).json()).contains("\"id\":\"a1\"", "\"again\":true");
  }

  @Test
  void whatIsRefusedAndTriedAgainOverTheSameConnectionIsNot() {
    draft.link = 1;
    assertThat(draft.frame(1).json()).doesNotContain("again");
  }
}
