package chatnode;

import chatnode.admin.Management;
import chatnode.cluster.Addresses;
import chatnode.cluster.Membership;
import chatnode.log.Kept;
import chatnode.log.Waiting;
import chatnode.options.Heading;
import chatnode.options.Mistake;
import chatnode.options.Options;
import chatnode.room.Crowding;
import chatnode.room.Manners;
import chatnode.store.Storing;
import chatnode.ways.Admission;
import chatnode.ways.Capacity;
import chatnode.ways.Patience;
import chatnode.ways.Rates;
import chatnode.web.Entrance;
import chatnode.web.Tls;
import chatnode.web.Trust;
import chatnode.who.SigningIn;
import java.util.Map;
import java.util.Optional;

/** Every setting of a node, each group with whom it concerns. */
@Heading(
    "A chat server. Every option is also an environment variable (CHAT_PORT for --port) and a key"
        + " of the file given by --config (port=8081). An empty value is one that was not given. To"
        + " take along all that is stored, with java -jar chat-node.jar export and import: see"
        + " export --help. Durations: 500ms, 10s, 5m, 2h, 1d. Sizes: 65536, 64KiB, 8MiB, 1GiB, or"
        + " 25%% of the heap.")
record NodeConfig(
    Entrance entrance,
    Tls tls,
    Trust trust,
    SigningIn signingIn,
    Membership membership,
    Addresses addresses,
    Storing storing,
    Kept kept,
    Waiting waiting,
    Manners manners,
    Crowding crowding,
    Rates rates,
    Capacity capacity,
    Patience patience,
    Admission admission,
    Management management,
    Running running) {

  /** Empty when help or version was asked for and printed. */
  static Optional<NodeConfig> of(Map<String, String> environment, String... args) throws Mistake {
    Optional<NodeConfig> config = options(environment).read(args);
    if (config.isPresent()) {
      Together.check(config.get());
    }
    return config;
  }

  /** The defaults but for these, for tests. */
  static NodeConfig with(String... args) {
    return Options.with(NodeConfig.class, args);
  }

  static Options<NodeConfig> options(Map<String, String> environment) {
    return new Options<>(NodeConfig.class, "chat-node", environment);
  }
}
