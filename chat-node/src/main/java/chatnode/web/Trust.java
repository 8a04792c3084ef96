package chatnode.web;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.util.List;
import java.util.Set;

/** Whom the door believes. */
@Heading("Names, origins and proxies")
public record Trust(
    @Setting(
            name = "--origins",
            shown = "the page's own",
            label = "ORIGIN,...",
            text = "allowed Origin values, whose pages may also frame ours, or * for any")
        Set<String> origins,
    @Setting(
            name = "--hosts",
            shown = "the machine's own",
            label = "NAME,...",
            text = "names this node is reached by, chat.example.com,..., or * for any")
        List<HostName> hosts,
    @Setting(
            name = "--trusted-proxies",
            label = "NETWORK,...",
            text =
                "addresses or networks whose X-Forwarded-For is believed, and who answer for Host")
        Set<Network> proxies,
    @Setting(
            name = "--proxy-protocol",
            text =
                "every connection begins with a PROXY header, version 1 or 2, of a trusted proxy;"
                    + " all others are cut")
        boolean proxyProtocol) {}
