package chatnode.admin;

import chatnode.options.Heading;
import chatnode.options.Setting;

/** Where the operator looks. */
@Heading("The management port")
public record Management(
    @Setting(
            name = "--admin-port",
            standard = "-1",
            shown = "main port + 1000",
            from = "0",
            to = "65535",
            text = "management port, which has no password; 0 for none")
        int port,
    @Setting(
            name = "--admin-host",
            standard = "127.0.0.1",
            label = "ADDRESS",
            text = "address of the management port")
        String host) {}
