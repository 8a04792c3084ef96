package chatnode.room;

import chatnode.log.GroupCommit;
import chatnode.protocol.ErrorCode;
import chatnode.protocol.ServerFrame;

/** What became of a message, for its sender. */
public interface Outcome {

  /** {@code known}: it had been said before, and this is what was answered then. */
  void kept(ServerFrame.Ack ack, boolean known);

  void refused(ServerFrame.Error error);

  /** Puts what the log says of a message into the words of the wire. */
  record Receipt(String room, String id, Outcome outcome) implements GroupCommit.Receipt {
    private static final int RETRY_MS = 1000;

    @Override
    public void appended(long epoch, long seq, long at, boolean known) {
      outcome.kept(new ServerFrame.Ack(room, id, epoch, seq, at), known);
    }

    @Override
    public void refused(ErrorCode code) {
      String sentence =
          switch (code) {
            case BUSY -> "this room has more to write than it can: send it again later";
            case RATE_LIMITED -> "most of what this room keeps is yours: leave some to others";
            case NOT_FOUND -> "there is no such message here, or not any more";
            case NO_QUORUM -> "too few nodes to keep a message safe: send it again later";
            default -> "nobody knows whether it was kept: send it again with the same id";
          };
      int retryMs = code == ErrorCode.NOT_FOUND ? 0 : RETRY_MS;
      outcome.refused(new ServerFrame.Error(code, sentence, room, id, retryMs));
    }
  }
}
