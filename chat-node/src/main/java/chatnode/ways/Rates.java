package chatnode.ways;

import chatnode.options.Heading;
import chatnode.options.Setting;

/** How fast one client may be. */
@Heading("How fast one client may be")
public record Rates(
    @Setting(
            name = "--rate",
            standard = "20",
            from = "0",
            to = "1000000",
            text = "frames per second and socket, pings included; 0 for no limit")
        int rate,
    @Setting(
            name = "--burst",
            standard = "40",
            from = "1",
            to = "1000000",
            text = "frames of a socket at once")
        int burst,
    @Setting(
            name = "--api-rate",
            standard = "200",
            from = "0",
            to = "1000000",
            text =
                "requests to /api a second and address, and twice that at once, more are refused"
                    + " with 429; 0 for no limit")
        int apiRate) {}
