package chatnode.admin;

import chatnode.protocol.ErrorCode;
import chatnode.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** How much this node writes into its log, until it ends. */
final class LogLevels {
  private static final Logger LOG = Logger.getLogger(LogLevels.class.getName());
  private static final String OURS = "chatnode";
  private static final int LONGEST = 200;
  private static final List<String> NAMES =
      List.of("OFF", "SEVERE", "WARNING", "INFO", "CONFIG", "FINE", "FINER", "FINEST", "ALL");

  /** The JDK forgets loggers that nobody holds, and their levels. */
  private final Map<String, Logger> held = new HashMap<>();

  /** Those that have a level of their own; the empty name is above all. */
  Future<JsonObject> list(RoutingContext context) {
    JsonArray rows = new JsonArray();
    Collections.list(LogManager.getLogManager().getLoggerNames()).stream()
        .sorted()
        .map(name -> LogManager.getLogManager().getLogger(name))
        .filter(logger -> logger != null && logger.getLevel() != null)
        .forEach(logger -> rows.add(row(logger)));
    return Future.succeededFuture(
        new JsonObject().put("levels", rows).put("known", new JsonArray(NAMES)));
  }

  /** Of what is ours where no logger is named. */
  Future<JsonObject> set(RoutingContext context) {
    Form form = Form.of(context);
    String level = form.text("level");
    if (!NAMES.contains(level)) {
      throw new Refusal(ErrorCode.BAD_FIELD, "level: one of " + String.join(" ", NAMES));
    }
    String name = form.has("logger") ? form.text("logger", LONGEST, "") : OURS;
    Logger logger = held.computeIfAbsent(name, Logger::getLogger);
    logger.setLevel(Level.parse(level));
    LOG.log(Level.WARNING, "the log level of \"{0}\" is {1} now", new Object[] {name, level});
    return Future.succeededFuture(row(logger));
  }

  private static JsonObject row(Logger logger) {
    return new JsonObject()
        .put("logger", logger.getName())
        .put("level", logger.getLevel().getName());
  }
}
