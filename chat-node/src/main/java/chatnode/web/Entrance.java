package chatnode.web;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.time.Duration;
import java.util.Optional;

/** Where clients find the node, and what it shows them. */
@Heading("Where clients come")
public record Entrance(
    @Setting(
            name = "--host",
            standard = "0.0.0.0",
            label = "ADDRESS",
            text = "address to listen on")
        String host,
    @Setting(
            name = "--port",
            standard = "8080",
            from = "0",
            to = "65535",
            text = "port to listen on; 0 for any free one")
        int port,
    @Setting(
            name = "--public-url",
            shown = "on loopback the node's own",
            label = "URL",
            text =
                "where clients reach this node without a balancer: told to clients of the others,"
                    + " and an own origin of theirs")
        Optional<PublicUrl> publicUrl,
    @Setting(
            name = "--webroot",
            standard = "webroot",
            label = "FOLDER",
            text = "folder of the page")
        String webroot,
    @Setting(
            name = "--request-timeout",
            standard = "10s",
            from = "100ms",
            to = "10m",
            text = "time for the head of a connection's first request")
        Duration requestTimeout) {}
