package chatnode.store.sql;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * On whose context an answer is given: the caller's, or whatever thread has it where he has none.
 */
record Caller(Context context) {

  static Caller current() {
    return new Caller(Vertx.currentContext());
  }

  void run(Runnable answer) {
    if (context == null) {
      answer.run();
    } else {
      context.runOnContext(nothing -> answer.run());
    }
  }
}
