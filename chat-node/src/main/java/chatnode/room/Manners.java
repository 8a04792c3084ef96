package chatnode.room;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;

/** How a room goes about it. */
@Heading("Messages")
public record Manners(
    @Setting(
            name = "--text",
            standard = "4000",
            from = "1",
            to = "1000000",
            text = "characters of a message, else too_long")
        int text,
    @Setting(
            name = "--gap",
            standard = "75ms",
            from = "1ms",
            to = "1m",
            text = "wait before a hole in the order is repaired from the log")
        Duration gap) {}
