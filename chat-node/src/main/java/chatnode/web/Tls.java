package chatnode.web;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** What makes it https and wss. Neither or both. */
@Heading("TLS")
public record Tls(
    @Setting(
            name = "--tls-cert",
            text = "PEM certificate, for https and wss; taken up anew when it changes")
        Optional<Path> certificate,
    @Setting(name = "--tls-key", text = "PEM key of the certificate") Optional<Path> key) {}
