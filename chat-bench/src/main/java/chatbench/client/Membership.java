package chatbench.client;

import chatbench.check.Asked;
import chatbench.wire.Incoming;
import chatbench.wire.Outgoing;

/** A client's place in one room, which outlives its connections. */
final class Membership {

  /** The first join asks for this many; what came before is not the client's business. */
  private static final int RECENT = 50;

  private final String room;
  private long epoch;
  private long last;
  private long acked;
  private boolean joined;
  private Asked asked;
  private long askedAt;
  private long askAgainAt;

  Membership(String room) {
    this.room = room;
  }

  String room() {
    return room;
  }

  boolean isJoined() {
    return joined;
  }

  /** Nothing asked and nothing to wait for. */
  boolean mayAsk(long now) {
    return !joined && asked == null && now >= askAgainAt;
  }

  boolean isUnansweredSince(long then) {
    return asked != null && askedAt < then;
  }

  long epoch() {
    return epoch;
  }

  long last() {
    return last;
  }

  Outgoing ask(long now) {
    asked = place();
    askedAt = now;
    return asked.resumes()
        ? new Outgoing.Resume(room, asked.epoch(), asked.after())
        : new Outgoing.Join(room, asked.recent());
  }

  private Asked place() {
    return epoch == 0 ? Asked.newest(RECENT) : Asked.resume(epoch, last);
  }

  /** Says what had been asked; a {@code joined} nobody asked for answers the place we are at. */
  Asked joined(Incoming.Joined frame) {
    Asked question = asked == null ? place() : asked;
    asked = null;
    joined = true;
    if (!question.resumes()) {
      last = Math.max(Math.max(1, frame.first()), frame.head() - question.recent() + 1) - 1;
    } else if (question.epoch() != frame.epoch()) {
      acked = 0;
      last = Math.max(1, frame.first()) - 1;
    } else if (!frame.complete()) {
      boolean wentBack = frame.head() < question.after();
      last = wentBack ? frame.first() - 1 : Math.max(last, frame.first() - 1);
    }
    epoch = frame.epoch();
    return question;
  }

  void reset(Incoming.Reset frame) {
    epoch = frame.epoch();
    acked = 0;
    last = Math.max(1, frame.first()) - 1;
  }

  void received(long seq) {
    last = Math.max(last, seq);
  }

  void acknowledged(Incoming.Ack frame) {
    if (frame.epoch() == epoch) {
      acked = Math.max(acked, frame.seq());
    }
  }

  /** Has what it knows to be there: its own acknowledged messages. */
  boolean isCaughtUp() {
    return joined && last >= acked;
  }

  /** The connection went, or the server does not know us here. */
  void left(long mayAskAt) {
    joined = false;
    asked = null;
    askAgainAt = mayAskAt;
  }
}
