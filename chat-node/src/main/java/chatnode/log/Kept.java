package chatnode.log;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;

/**
 * What stays in memory. For {@code window} a room keeps everything, as far as {@code windowBytes}
 * and, for all rooms of the node, {@code memory} allow.
 */
@Heading("What is kept")
public record Kept(
    @Setting(
            name = "--window",
            standard = "2m",
            from = "0s",
            to = "1d",
            text = "how long a room keeps its messages in memory, at least",
            formerly = "--history")
        Duration window,
    @Setting(
            name = "--window-bytes",
            standard = "8MiB",
            from = "4KiB",
            to = "1GiB",
            text = "what a room keeps of them in memory, at most",
            formerly = "--history-bytes")
        long windowBytes,
    @Setting(
            name = "--remember",
            standard = "10m",
            from = "0s",
            to = "7d",
            text =
                "how long the id of a message is known, so that a resend is not a second message")
        Duration remember,
    @Setting(
            name = "--kept-memory",
            standard = "25%",
            shown = "a quarter of the heap",
            from = "256KiB",
            to = "1024GiB",
            text =
                "what all rooms of a node may keep; then rooms without people go first, and then"
                    + " writes are refused with busy")
        long memory,
    @Setting(
            name = "--room-idle",
            standard = "1d",
            from = "0s",
            to = "3650d",
            text =
                "a room without people that nobody writes to leaves memory after, as soon as it is"
                    + " stored; 0s for never")
        Duration idle) {}
