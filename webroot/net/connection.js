import { backoff } from './backoff.js';
import { clock as realClock } from './clock.js';
import { parse, ping } from './frames.js';

const CONNECT_MS = 10_000;
const ANSWER_MS = 5_000;
const PROBE_MS = 3_000;
const STEADY_MS = 5_000;
const QUIET_MS = 12_000;

/**
 * One socket at a time, for as long as the page lives.
 *
 *     idle --connect--> connecting
 *     waiting --time, wake--> connecting --welcome--> open --close, silence--> waiting
 *
 * A socket that has died without a close shows only by silence, so an open one is asked for a sign
 * of life now and then; the answer's round trip is part of the state.
 */
export class Connection {
  #options;
  #socket = null;
  #tries = 0;
  #told = false;
  #comeBackMs = null;
  #cancels = new Set();
  #openedAt = 0;
  #state = { name: 'idle' };

  /** `open()` makes a socket, `hello()` the first frame; onState and onFrame hear what happens. */
  constructor({ open, hello, onState, onFrame, clock = realClock, random = Math.random }) {
    this.#options = { open, hello, onState, onFrame, clock, random };
  }

  get state() {
    return this.#state;
  }

  get isOpen() {
    return this.#state.name === 'open';
  }

  /** False when nobody could hear it. */
  send(frame) {
    if (!this.isOpen) {
      return false;
    }
    this.#socket.send(JSON.stringify(frame));
    return true;
  }

  connect() {
    this.#stop();
    this.#enter({ name: 'connecting' });
    const socket = this.#options.open();
    this.#socket = socket;
    const ours = (action) => (event) => socket === this.#socket && action(event);
    socket.onopen = ours(() => socket.send(JSON.stringify(this.#options.hello())));
    socket.onmessage = ours((event) => parse(event.data).forEach((frame) => this.#heard(frame)));
    socket.onclose = ours((event) => this.#lost(event.code));
    this.#after(CONNECT_MS, () => this.#lost(0));
  }

  /** After sleep, a change of network or a return to the tab: is anybody there? */
  wake() {
    if (this.isOpen) {
      this.#ask(PROBE_MS);
    } else if (this.#state.name === 'waiting' && !this.#told) {
      this.connect();
    }
  }

  #heard(frame) {
    if (frame.type === 'welcome') {
      this.#welcome(frame);
    } else if (frame.type === 'bye') {
      this.#comeBackMs = frame.reconnectAfterMs;
    } else if (frame.type === 'pong' && this.isOpen) {
      const roundTrip = Math.max(0, this.#options.clock.now() - frame.t);
      this.#enter({ ...this.#state, roundTrip });
    }
    this.#options.onFrame(frame);
    if (this.isOpen) {
      this.#listen();
    }
  }

  #welcome(frame) {
    this.#openedAt = this.#options.clock.now();
    this.#told = false;
    this.#enter({ name: 'open', node: frame.node, heartbeat: frame.heartbeat });
    this.send(ping(this.#openedAt));
  }

  /** Anything heard is a sign of life: the next question waits from here. */
  #listen() {
    this.#cancelAll();
    const quiet = Math.min(QUIET_MS, this.#state.heartbeat || QUIET_MS);
    this.#after(quiet, () => this.#ask(ANSWER_MS));
  }

  #ask(patience) {
    this.#cancelAll();
    this.send(ping(this.#options.clock.now()));
    this.#after(patience, () => this.#lost(0));
  }

  #lost(code) {
    const { clock, random } = this.#options;
    if (this.isOpen && clock.now() - this.#openedAt > STEADY_MS) {
      this.#tries = 0;
    }
    this.#stop();
    this.#told = this.#comeBackMs !== null;
    const wait = this.#told ? this.#comeBackMs : backoff(this.#tries++, random);
    this.#comeBackMs = null;
    this.#enter({ name: 'waiting', until: clock.now() + wait, code, told: this.#told });
    this.#after(wait, () => this.connect());
  }

  #stop() {
    this.#cancelAll();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #enter(state) {
    this.#state = state;
    this.#options.onState(state);
  }

  #after(ms, action) {
    const cancel = this.#options.clock.after(ms, () => {
      this.#cancels.delete(cancel);
      action();
    });
    this.#cancels.add(cancel);
  }

  #cancelAll() {
    this.#cancels.forEach((cancel) => cancel());
    this.#cancels.clear();
  }
}
