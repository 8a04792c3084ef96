const QUIET_MS = 12_000;
const ANSWER_MS = 5_000;
const PROBE_MS = 3_000;

/**
 * Whether anybody is there. A socket that has died without a close shows only by silence, so an open
 * one is asked for a sign of life when it is quiet, and whatever is heard is one.
 */
export class Pulse {
  #cancel = () => {};
  #quiet = QUIET_MS;
  #options;

  /** `ask()` sends the question, `onSilence()` hears that there was no answer. */
  constructor({ clock, ask, onSilence }) {
    this.#options = { clock, ask, onSilence };
  }

  /** `heartbeat` is after how much silence the node itself would ask. */
  start(heartbeat) {
    this.#quiet = Math.min(QUIET_MS, heartbeat || QUIET_MS);
    this.#options.ask();
    this.heard();
  }

  /** The next question waits from here. */
  heard() {
    this.#wait(this.#quiet, () => this.#question(ANSWER_MS));
  }

  /** Now, and with less patience: somebody came back and wants to know. */
  probe() {
    this.#question(PROBE_MS);
  }

  stop() {
    this.#cancel();
  }

  #question(patience) {
    this.#options.ask();
    this.#wait(patience, this.#options.onSilence);
  }

  #wait(ms, action) {
    this.#cancel();
    this.#cancel = this.#options.clock.after(ms, action);
  }
}
