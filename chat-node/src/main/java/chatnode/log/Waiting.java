package chatnode.log;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;

/** What may wait to be logged. */
@Heading("What may wait")
public record Waiting(
    @Setting(
            name = "--pending",
            standard = "5000",
            from = "1",
            to = "1000000",
            text = "messages of a room that wait to be logged, per event loop, before busy")
        int pending,
    @Setting(
            name = "--append-deadline",
            standard = "10s",
            from = "100ms",
            to = "10m",
            text = "a message not confirmed by then gets not_confirmed")
        Duration deadline) {}
