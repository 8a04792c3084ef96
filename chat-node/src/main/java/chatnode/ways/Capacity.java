package chatnode.ways;

import chatnode.options.Heading;
import chatnode.options.Setting;

/** What one socket may make us hold. */
@Heading("What one socket may take")
public record Capacity(
    @Setting(
            name = "--frame",
            standard = "64KiB",
            from = "1KiB",
            to = "16MiB",
            text = "bytes of a client's frame, else 1009; over HTTP of a body, else 413")
        long frame,
    @Setting(
            name = "--unread",
            standard = "1MiB",
            from = "64KiB",
            to = "1GiB",
            text = "unread bytes of a socket before it is closed with 4008")
        long unread) {}
