package chattest.page;

import chattest.support.Browsers;
import chattest.support.Client;
import chattest.support.NodeProcess;
import chattest.support.TestCluster;
import com.microsoft.playwright.Browser.NewContextOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What all tests of the page stand on: a browser and a node for the whole class, a room, people and
 * more nodes for each test. All of them go after it, the last to come first, and a visitor whose
 * browser had something to complain about fails the test.
 */
final class Stage
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final String[] options;
  private final Deque<AutoCloseable> things = new ArrayDeque<>();
  private TestCluster lasting;
  private NodeProcess node;
  private int rooms;
  private TestCluster cluster;

  /** The options are those of the node that lasts. */
  Stage(String... options) {
    this.options = options;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    lasting = new TestCluster();
    node = lasting.node(options);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    rooms++;
    cluster = keep(new TestCluster());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    RuntimeException trouble = null;
    Error complaint = null;
    while (!things.isEmpty()) {
      try {
        things.pop().close();
      } catch (Error e) {
        complaint = e;
      } catch (Exception e) {
        trouble = new IllegalStateException(e);
      }
    }
    if (complaint != null) {
      throw complaint;
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    lasting.close();
  }

  private <T extends AutoCloseable> T keep(T thing) {
    things.push(thing);
    return thing;
  }

  /** The node that lasts: not for killing. */
  NodeProcess node() {
    return node;
  }

  /** A room that no other test has been in. */
  String room() {
    return "room" + rooms;
  }

  /** For nodes that a test has for itself. */
  TestCluster cluster() {
    return cluster;
  }

  Visitor visitor(String nick) {
    return visitor(nick, new NewContextOptions());
  }

  Visitor visitor(String nick, NewContextOptions options) {
    return keep(Visitor.arrive(Browsers.chromium(), nick, options));
  }

  Client client(NodeProcess node, String nick) {
    return keep(Client.hello(node, nick));
  }

  Doorway doorway(NodeProcess node) {
    return keep(new Doorway(node));
  }

  Conversation conversation(String room) {
    return keep(new Conversation(node, room));
  }
}
