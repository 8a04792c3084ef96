package chatnode;

import chatnode.cluster.ClusterSettings.Discovery;
import chatnode.cluster.Membership;
import chatnode.options.Mistake;
import chatnode.who.SigningIn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What options must hold to one another, and the machine to them. */
final class Together {

  static void check(NodeConfig config) throws Mistake {
    if (config.tls().certificate().isPresent() != config.tls().key().isPresent()) {
      throw new Mistake("--tls-cert and --tls-key: both or neither.");
    }
    readable("--tls-cert", config.tls().certificate());
    readable("--tls-key", config.tls().key());
    if (config.trust().proxyProtocol() && config.trust().proxies().isEmpty()) {
      throw new Mistake("--proxy-protocol: say in --trusted-proxies whose header is believed.");
    }
    check(config.signingIn());
    String mistake = config.management().mistake();
    if (mistake != null) {
      throw new Mistake(mistake);
    }
    check(config.membership());
  }

  private static void check(SigningIn signingIn) throws Mistake {
    boolean hasKeys = signingIn.keys().isPresent();
    if (hasKeys && (signingIn.issuer().isEmpty() || signingIn.audience().isEmpty())) {
      throw new Mistake(
          "--jwt-keys: say in --jwt-issuer and --jwt-audience whose tokens, and for whom, are"
              + " accepted.");
    }
    if (!hasKeys && (signingIn.issuer().isPresent() || signingIn.audience().isPresent())) {
      throw new Mistake("--jwt-issuer and --jwt-audience: they go with --jwt-keys.");
    }
    if (!hasKeys && !signingIn.letsGuestsIn()) {
      throw new Mistake("--guests off: without --jwt-keys nobody could come in.");
    }
    readable("--jwt-keys", signingIn.keyFile());
    readable("--rules", signingIn.rules());
  }

  private static void readable(String option, Optional<Path> file) throws Mistake {
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new Mistake(option + ": cannot read " + file.get() + ".");
    }
  }

  private static void check(Membership membership) throws Mistake {
    int minNodes = membership.minNodes();
    if (membership.standalone() && minNodes > 1) {
      throw new Mistake(
          "--standalone: one node alone can never be " + minNodes + " (--min-nodes).");
    }
    Discovery discovery = membership.discovery();
    boolean isService = discovery == Discovery.DNS || discovery == Discovery.KUBERNETES;
    if (isService && membership.join().size() != 1) {
      String way = discovery.name().toLowerCase(Locale.ROOT);
      throw new Mistake("--discovery " + way + ": --join names the service.");
    }
  }

  private Together() {}
}
