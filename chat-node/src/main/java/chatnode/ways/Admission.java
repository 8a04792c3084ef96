package chatnode.ways;

import chatnode.options.Heading;
import chatnode.options.Setting;

/** How many are let in. */
@Heading("How many are let in")
public record Admission(
    @Setting(
            name = "--sockets",
            standard = "100000",
            from = "1",
            to = "10000000",
            text = "sockets and streams of events of this node; more are refused with 503")
        int sockets,
    @Setting(
            name = "--sockets-per-address",
            standard = "20000",
            from = "0",
            to = "10000000",
            text = "sockets from one address, more are refused with 429; 0 for no limit")
        int perAddress,
    @Setting(
            name = "--connection-rate",
            standard = "5000",
            from = "0",
            to = "1000000",
            text =
                "new sockets a second, and twice that at once, more are refused with 503 and"
                    + " Retry-After; 0 for no limit")
        int perSecond) {}
