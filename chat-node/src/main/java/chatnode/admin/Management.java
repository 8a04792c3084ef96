package chatnode.admin;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the operator looks and acts, and who that is. */
@Heading("The management port")
public record Management(
    @Setting(
            name = "--admin-port",
            standard = "-1",
            shown = "main port + 1000",
            from = "0",
            to = "65535",
            text = "management port; 0 for none")
        int port,
    @Setting(
            name = "--admin-host",
            standard = "127.0.0.1",
            label = "ADDRESS",
            text = "address of the management port; beyond loopback a token is needed")
        String host,
    @Setting(
            name = "--admin-token-file",
            text =
                "a file whose first line is the token of the management port, at least 16"
                    + " characters; read anew when it changes. Without it whoever reaches the port"
                    + " may do everything there")
        Optional<Path> tokenFile) {

  /** What is wrong with these together, in a sentence; null when nothing is. */
  public String mistake() {
    if (port == 0) {
      return null;
    }
    if (tokenFile.isPresent()) {
      return AdminToken.mistake(tokenFile.get());
    }
    return isLoopback()
        ? null
        : "--admin-host: whoever reaches "
            + host
            + " could do everything there. Give the management port a token with"
            + " --admin-token-file.";
  }

  private boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
