package chattest.page;

import io.vertx.core.json.JsonObject;

/**
 * A node of which only the wire is there, with a past as long as a test wishes; the page itself
 * comes from a real one. It lives in the browser, in the place of the socket.
 */
final class Archive {
  private final Visitor visitor;

  /** Whoever opens the page there from now on talks to this one. */
  Archive(Visitor visitor, int length) {
    this.visitor = visitor;
    atFirst(Scripts.text("/page/archive.js"));
    atFirst("archive.grow(" + length + ")");
  }

  /** What was said under this number. */
  Archive put(int seq, String text) {
    atFirst("archive.put(" + seq + ", " + JsonObject.of("text", text).encode() + ".text)");
    return this;
  }

  private void atFirst(String script) {
    visitor.context().addInitScript(script);
  }

  /** As if others had said so much more while the line was dead. */
  void growInTheDark(int count) {
    now("archive.grow(" + count + "); archive.hangUp()");
  }

  /** Searches are not answered until {@link #goOn}. */
  void hold() {
    now("archive.isHolding = true");
  }

  void goOn() {
    now("archive.goOn()");
  }

  void isBusy(boolean busy) {
    now("archive.isBusy = " + busy);
  }

  /** A field of the last frame of this type that came from the page; null without it. */
  Object asked(String type, String field) {
    return now("archive.asked.findLast(({type}) => type === '" + type + "')." + field + " ?? null");
  }

  private Object now(String script) {
    return visitor.page().evaluate(script);
  }
}
