package chatnode.ways;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;

/** How long a silent client is waited for. */
@Heading("How long a silent client is waited for")
public record Patience(
    @Setting(
            name = "--hello-timeout",
            standard = "10s",
            from = "100ms",
            to = "10m",
            text = "time to say hello")
        Duration hello,
    @Setting(
            name = "--heartbeat",
            standard = "25s",
            from = "100ms",
            to = "1h",
            text =
                "a quiet socket is pinged after so long, and ended after twice that; a quiet"
                    + " stream of events gets a comment")
        Duration heartbeat) {}
