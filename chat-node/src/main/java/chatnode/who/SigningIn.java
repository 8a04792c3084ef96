package chatnode.who;

import chatnode.options.Heading;
import chatnode.options.Setting;
import java.nio.file.Path;
import java.util.Optional;

/** Who is let in, and where it is written what they may. */
@Heading("Who is let in, and what they may")
public record SigningIn(
    @Setting(
            name = "--guests",
            standard = "on",
            text = "off: only who brings a token is let in; see docs/signing-in.md")
        Guesting guests,
    @Setting(
            name = "--jwt-keys",
            label = "FILE|URL",
            text =
                "JWKS (RFC 7517), a file or an https URL, of the keys that tokens (RFC 7519) are"
                    + " signed with; read anew when it changes")
        Optional<KeyPlace> keys,
    @Setting(
            name = "--jwt-issuer",
            label = "TEXT",
            text = "the iss of tokens that are accepted; goes with --jwt-keys")
        Optional<String> issuer,
    @Setting(
            name = "--jwt-audience",
            label = "TEXT",
            text = "what has to be in the aud of tokens; goes with --jwt-keys")
        Optional<String> audience,
    @Setting(
            name = "--rules",
            text =
                "who may do what in which rooms, JSON; read anew when it changes. Without it"
                    + " everyone may do everything but moderate")
        Optional<Path> rules) {

  /** Whether who has no token is let in. */
  public enum Guesting {
    ON,
    OFF
  }

  public boolean letsGuestsIn() {
    return guests == Guesting.ON;
  }

  /** Of a file: where it has to be. */
  public Optional<Path> keyFile() {
    return keys.filter(place -> !place.isUrl()).map(KeyPlace::file);
  }
}
