import { socketOf } from './addresses.js';
import { backoff } from './backoff.js';
import { EitherSocket } from './eithersocket.js';
import { PROTOCOL } from './frames.js';
import { HttpSocket } from './httpsocket.js';

const REMEMBER_MS = 600_000;
const SERVED_MS = 3_000;
const SUSPECT = 5; // WebSockets in a row that failed where they had worked
const AGAIN = { base: 60_000, cap: REMEMBER_MS };

/**
 * Which way leads to each node: a WebSocket, or HTTP where none can be had. That is remembered for
 * ten minutes, and whoever goes the slow way tries a WebSocket again after a minute or so, then two,
 * four and at most ten.
 */
export class Ways {
  #options;
  #slow;
  #tries = new Map();
  #hasWorked = false;
  #failures = 0;

  /**
   * `transport` is 'auto', 'ws' or 'http'; for 'auto' there need not be a `WebSocket`. `store`
   * remembers for as long as the tab is there.
   */
  constructor({ WebSocket, fetch, clock, store = null, transport = 'auto', random = Math.random }) {
    this.#options = { WebSocket, fetch, clock, store, transport, random };
    this.#slow = new Map(Object.entries(store?.get('ways') ?? {}));
  }

  /** A WebSocket, or what looks like one and tells its `way`. */
  open(base) {
    const { WebSocket, fetch, clock, transport, random } = this.#options;
    const web = () => new WebSocket(socketOf(base), PROTOCOL);
    const http = () => new HttpSocket(base, { fetch, clock, random });
    if (transport === 'ws') {
      return web();
    }
    if (transport === 'http' || !WebSocket) {
      return http();
    }
    return new EitherSocket({
      ...{ web, http, clock },
      isServed: () => this.#isServed(base),
      way: {
        isSlow: this.#slow.get(base) > clock.now(),
        wait: () => this.#wait(base),
        slow: () => this.#mark(base, clock.now() + REMEMBER_MS),
        fast: () => this.#mark(base, 0),
        worked: () => this.#failed(0),
        failed: () => this.#failed(this.#failures + 1),
      },
    });
  }

  #mark(base, until) {
    this.#slow.set(base, until);
    this.#options.store?.set('ways', Object.fromEntries(this.#slow));
  }

  #failed(times) {
    this.#hasWorked ||= times === 0;
    this.#failures = times;
    return !this.#hasWorked || times >= SUSPECT;
  }

  #wait(base) {
    const { random } = this.#options;
    const tries = this.#tries.get(base) ?? 0;
    this.#tries.set(base, tries + 1);
    const most = backoff(tries, () => 1, AGAIN);
    return (most + most * random()) / 2;
  }

  /** Whether its HTTP interface answers this page. */
  async #isServed(base) {
    const { fetch, clock } = this.#options;
    const abort = new AbortController();
    const cancel = clock.after(SERVED_MS, () => abort.abort());
    try {
      const url = new URL('api/rooms?limit=1', base).href;
      return (await fetch(url, { signal: abort.signal, cache: 'no-store' })).ok;
    } catch {
      return false;
    } finally {
      cancel();
    }
  }
}
