package chatnode.room;

import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import chatnode.room.House.Taken;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Does here what was decided anywhere: tells those who were there, then puts out whom it is about.
 * What concerns the whole server is told to nobody but to him. Only he is looked at, so that many
 * measures in a row cost little; whom else they may concern, as an address, {@link Rooms} sees a
 * moment later.
 */
final class Enforcer {
  private final Set<Session> sessions;

  Enforcer(Set<Session> sessions) {
    this.sessions = sessions;
  }

  void enforce(Taken taken) {
    Measure measure = taken.measure();
    switch (measure.act()) {
      case NOTICE -> tell(measure.room(), measure.reason(), measure.by());
      case KICK -> {
        tell(taken);
        kick(measure);
      }
      case BAN -> {
        tell(taken);
        ban(measure);
      }
      case MUTE, UNMUTE, UNBAN -> tell(taken);
      default -> {} // done where it was taken
    }
  }

  private void tell(Taken taken) {
    Measure measure = taken.measure();
    if (measure.room() != null) {
      tell(measure.room(), Sentences.notice(taken), measure.by());
    }
  }

  /** {@code room} is null for all. */
  private void tell(String room, String text, Person by) {
    ServerFrame.Notice notice = new ServerFrame.Notice(room, text, by);
    each(
        session -> {
          if (room == null || session.isIn(room)) {
            session.notice(notice);
          }
        });
  }

  private void kick(Measure measure) {
    String why = Sentences.ofKick(measure);
    eachOf(measure, session -> session.putOut(measure.room(), why));
  }

  private void ban(Measure measure) {
    eachOf(
        measure,
        session -> {
          if (session.mayStay()) {
            session.lookAgain();
          }
        });
  }

  private void eachOf(Measure measure, Consumer<Session> what) {
    each(
        session -> {
          String id = session.visitor().principal().id();
          if (id != null && id.equals(measure.person())) {
            what.accept(session);
          }
        });
  }

  private void each(Consumer<Session> what) {
    List.copyOf(sessions).forEach(what);
  }
}
