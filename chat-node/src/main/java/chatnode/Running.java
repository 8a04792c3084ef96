package chatnode;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;

/** How the process runs and ends. */
@Heading("The process")
record Running(
    @Setting(
            name = "--loops",
            standard = "0",
            shown = "one per processor",
            from = "1",
            to = "256",
            text = "event loops")
        int loops,
    @Setting(
            name = "--transport",
            standard = "auto",
            text =
                "how a loop asks the kernel to read and write; io_uring is the fastest where the"
                    + " kernel lets it, but slow when thousands of sockets end at once; auto takes"
                    + " epoll, else nio")
        Transport transport,
    @Setting(
            name = "--drain",
            standard = "10s",
            from = "0s",
            to = "1h",
            text =
                "how long a SIGTERM spreads the goodbyes over; a second one says all that remain at"
                    + " once")
        Duration drain,
    @Setting(
            name = "--drain-delay",
            standard = "0s",
            from = "0s",
            to = "1h",
            text =
                "how long before that the node says it is not ready, and serves on: for a load"
                    + " balancer to notice")
        Duration drainDelay,
    @Setting(
            name = "--leave-timeout",
            standard = "60s",
            from = "1s",
            to = "1h",
            text = "how long a node that ends may take to hand its rooms to the others")
        Duration leaveTimeout) {

  Running {
    loops = loops == 0 ? Runtime.getRuntime().availableProcessors() : loops;
  }
}
