import { backoff } from './backoff.js';
import { clock as realClock } from './clock.js';
import { afterClose, isOfNode } from './closing.js';
import { parse, ping } from './frames.js';
import { Pulse } from './pulse.js';

const CONNECT_MS = 10_000;
const CONNECT_ELSE_MS = 4_000; // somewhere else may be faster
const STEADY_MS = 5_000;
const STEP_MS = 1_000;
const NOW_MS = 250;
const LATE = { least: 5_000, base: 10_000, cap: 120_000 };
const SUSPECT = 3; // tries in a row of which none got a socket

/**
 * One socket at a time, for as long as the page lives, at whichever node answers. A socket may find
 * out that there is a `better` one: then that takes its place.
 *
 *     idle --connect--> connecting
 *     waiting --time, wake--> connecting --welcome--> open --close, silence--> waiting
 *     open, connecting --a close that asks not to come back--> ended --by hand--> connecting
 *     any --close--> closed
 *
 * What a close code asks for is in closing.js; where to go next in addresses.js.
 */
export class Connection {
  #options;
  #pulse;
  #socket = null;
  #tries = 0;
  #unopened = 0;
  #isRefused = false;
  #bye = null;
  #cancel = () => {};
  #openedAt = 0;
  #state = { name: 'idle' };

  /**
   * `open(base)` makes a socket to a node, `hello()` the first frame, or promises it; onState and
   * onFrame hear what happens. `isServed()` promises whether the page's own address answers plain HTTP.
   */
  constructor({ clock = realClock, random = Math.random, isServed = async () => false, ...options }) {
    this.#options = { clock, random, isServed, ...options };
    this.#pulse = new Pulse({
      clock,
      ask: () => this.send(ping(clock.now())),
      onSilence: () => this.#lost(0, true),
    });
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
    const { addresses, clock, open, hello } = this.#options;
    this.#stop();
    this.#enter({ name: 'connecting' });
    let opened = false;
    const failed = (code, isRefused = !opened, reason = '') => {
      this.#unopened = isRefused ? this.#unopened + 1 : 0;
      this.#lost(code, false, reason);
    };
    this.#cancel = clock.after(addresses.hasChoice ? CONNECT_ELSE_MS : CONNECT_MS, () => failed(0));
    let socket;
    try {
      socket = open(addresses.current);
    } catch {
      failed(0); // a policy of the browser
      return;
    }
    this.#socket = socket;
    const ours = (action) => (event) => socket === this.#socket && action(event);
    socket.onopen = ours(() => {
      opened = true;
      const first = hello();
      if (first instanceof Promise) {
        const said = ours((frame) => socket.send(JSON.stringify(frame)));
        first.then(said, ours(() => failed(0)));
      } else {
        socket.send(JSON.stringify(first));
      }
    });
    socket.onmessage = ours((event) => parse(event.data).forEach((frame) => this.#heard(frame)));
    socket.onclose = ours(({ code, isRefused, reason }) => failed(code, isRefused, reason));
    socket.onbetter = ours(() => this.connect());
  }

  /** For good, until somebody connects again. */
  close() {
    this.#stop();
    this.#enter({ name: 'closed' });
  }

  /** After sleep, a change of network or a return to the tab: is anybody there? */
  wake() {
    if (this.isOpen) {
      this.#pulse.probe();
    } else if (this.#state.name === 'waiting' && !this.#state.told) {
      this.connect();
    }
  }

  /** What is said here is not answered: goes on at another node, if there is one. */
  moveOn() {
    if (this.isOpen) {
      this.#lost(0, true);
    }
  }

  #heard(frame) {
    if (frame.type === 'welcome') {
      this.#welcome(frame);
    } else if (frame.type === 'bye') {
      this.#bye = { ms: Math.max(0, Number(frame.reconnectAfterMs) || 0) };
    } else if (Number.isFinite(frame.t) && frame.type === 'pong' && this.isOpen) {
      const roundTrip = Math.max(0, Math.round(this.#options.clock.now() - frame.t));
      this.#enter({ ...this.#state, roundTrip });
    }
    this.#options.onFrame(frame);
    if (this.isOpen) {
      this.#pulse.heard();
    }
  }

  #welcome({ node, heartbeat, nodes }) {
    const { addresses, clock } = this.#options;
    this.#cancel();
    addresses.worked();
    addresses.learn(nodes);
    this.#openedAt = clock.now();
    this.#isRefused = false;
    this.#enter({ name: 'open', node, way: this.#socket.way ?? 'ws' });
    this.#pulse.start(heartbeat);
  }

  #lost(code, isSilent = false, reason = '') {
    const { addresses, clock } = this.#options;
    const wasOpen = this.isOpen;
    if (wasOpen && clock.now() - this.#openedAt > STEADY_MS) {
      this.#tries = 0;
    }
    const bye = this.#bye;
    this.#bye = null;
    this.#stop();
    const asked = afterClose(code);
    if (asked === 'never') {
      this.#enter({ name: 'ended', code, ...(reason ? { reason } : {}) });
      return;
    }
    const begins = addresses.next(isSilent || bye !== null || isOfNode(code));
    const wait = bye?.ms ?? this.#wait(isSilent && wasOpen ? 'now' : asked, begins);
    this.#enter({ name: 'waiting', until: clock.now() + wait, code, told: bye !== null });
    this.#cancel = clock.after(wait, () => this.connect());
    this.#suspect();
  }

  #wait(asked, begins) {
    const { random } = this.#options;
    const { least, ...late } = LATE;
    const tries = begins ? this.#tries++ : this.#tries;
    if (asked === 'late') {
      return least + backoff(tries, random, late);
    }
    if (asked === 'now' && tries === 0) {
      return Math.round(random() * NOW_MS);
    }
    return begins ? backoff(tries, random) : Math.round(random() * STEP_MS);
  }

  /** No socket ever opens: if the page itself is served, nobody is down, but we are not let in. */
  #suspect() {
    if (this.#unopened < SUSPECT) {
      return;
    }
    this.#options.isServed().then((isServed) => {
      if (!this.isOpen && this.#unopened >= SUSPECT && isServed !== this.#isRefused) {
        this.#isRefused = isServed;
        this.#enter(this.#state);
      }
    });
  }

  #stop() {
    this.#cancel();
    this.#pulse.stop();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #enter(state) {
    this.#state = { ...state, refused: this.#isRefused };
    this.#options.onState(this.#state);
  }
}
