package chatnode;

import chatnode.store.StoreProblem;
import chatnode.who.Mistaken;
import io.netty.channel.unix.Errors;
import java.net.BindException;

/** Why a node did not start, in one sentence, whatever was thrown at it. */
final class WhyNot {

  static String sentence(NodeConfig config, Throwable failure) {
    if (failure instanceof StoreProblem problem) {
      return sentence(problem);
    }
    if (failure instanceof Mistaken) {
      return firstLine(failure) + ".";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException || cause instanceof Errors.NativeIoException) {
        return "--port: "
            + config.entrance().port()
            + " on "
            + config.entrance().host()
            + " cannot be listened on ("
            + cause.getMessage()
            + "). Choose another --port.";
      }
    }
    return "The node cannot start: " + firstLine(failure) + ".";
  }

  static String sentence(StoreProblem problem) {
    return "--store: " + firstLine(problem).replaceFirst("^--store:? ", "") + ".";
  }

  private static String firstLine(Throwable failure) {
    String message = failure.getMessage();
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName();
    }
    return message.strip().lines().findFirst().orElseThrow().replaceFirst("[.\\s]+$", "");
  }

  private WhyNot() {}
}
