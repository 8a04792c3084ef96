package chatnode.room;

import chatnode.presence.Attendance;
import chatnode.protocol.Measure;
import chatnode.protocol.Person;
import chatnode.protocol.ServerFrame;
import chatnode.room.House.Taken;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Does here what was decided anywhere: tells those who were there, then puts out whom it is about.
 * What concerns the whole server is told to nobody but to him.
 */
final class Enforcer {
  private final Set<Session> sessions;
  private final Attendance attendance;
  private final Runnable lookAgain;

  /** {@code lookAgain} lets all sessions see whether they still may what they do. */
  Enforcer(Set<Session> sessions, Attendance attendance, Runnable lookAgain) {
    this.sessions = sessions;
    this.attendance = attendance;
    this.lookAgain = lookAgain;
  }

  void enforce(Taken taken) {
    Measure measure = taken.measure();
    switch (measure.act()) {
      case NOTICE -> tell(measure.room(), measure.reason(), measure.by());
      case KICK -> {
        tell(taken);
        kick(measure);
      }
      case MUTE, UNMUTE, BAN, UNBAN -> tell(taken);
      default -> {} // done where it was taken
    }
    lookAgain.run();
  }

  private void tell(Taken taken) {
    Measure measure = taken.measure();
    if (measure.room() != null) {
      String sentence = Sentences.notice(taken, name(measure));
      tell(measure.room(), sentence, measure.by());
    }
  }

  /** As he is called where he is; who is not there is named by his id. */
  private String name(Measure measure) {
    return attendance.people(measure.room()).stream()
        .filter(each -> each.id().equals(measure.person()))
        .map(Person::nick)
        .findFirst()
        .orElse(measure.person());
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
    each(
        session -> {
          if (measure.person().equals(session.visitor().principal().id())) {
            session.putOut(measure.room(), why);
          }
        });
  }

  private void each(Consumer<Session> what) {
    List.copyOf(sessions).forEach(what);
  }
}
