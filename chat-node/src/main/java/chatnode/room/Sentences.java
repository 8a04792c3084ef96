package chatnode.room;

import chatnode.protocol.Act;
import chatnode.protocol.Measure;
import chatnode.room.House.Taken;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What people are told of what was done: whom it is about, and who was there. */
final class Sentences {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** For him whom it keeps from something; null for nothing. */
  static String of(Taken taken) {
    if (taken == null) {
      return null;
    }
    Measure measure = taken.measure();
    String what =
        measure.act() == Act.MUTE
            ? "you may not say anything here"
            : measure.room() == null
                ? "you are banned from this server"
                : "you are banned from this room";
    String until =
        measure.until() == Measure.FOR_GOOD
            ? ""
            : " until " + TIME.format(Instant.ofEpochMilli(measure.until()));
    return what + until + because(measure);
  }

  /** For him who has to go, and may come back. */
  static String ofKick(Measure measure) {
    String by = measure.by() == null ? "" : " by " + measure.by().nick();
    return "you were put out of this room" + by + because(measure);
  }

  /** For those who are there. */
  static String notice(Taken taken) {
    Measure measure = taken.measure();
    String name = measure.nick() == null ? measure.person() : measure.nick();
    String done =
        switch (measure.act()) {
          case KICK -> "kicked";
          case MUTE -> "muted";
          case UNMUTE -> "unmuted";
          case BAN -> "banned";
          case UNBAN -> "unbanned";
          default -> throw new IllegalArgumentException(measure.act().wire());
        };
    String by = measure.by() == null ? "" : " by " + measure.by().nick();
    boolean lasts = measure.act() == Act.MUTE || measure.act() == Act.BAN;
    String time =
        lasts && measure.until() != Measure.FOR_GOOD
            ? " for " + length(measure.until() - taken.at())
            : "";
    return name + " was " + done + by + time + because(measure);
  }

  private static String because(Measure measure) {
    return measure.reason().isEmpty() ? "" : ": " + measure.reason();
  }

  /** Rounded: the clocks of those who measure and of those who keep the log are two. */
  private static String length(long ms) {
    long minutes = Math.max(1, Duration.ofMillis(ms + 30_000).toMinutes());
    if (minutes < 120) {
      return minutes == 1 ? "a minute" : minutes + " minutes";
    }
    long hours = (minutes + 30) / 60;
    return hours < 48 ? hours + " hours" : (hours + 12) / 24 + " days";
  }

  private Sentences() {}
}
