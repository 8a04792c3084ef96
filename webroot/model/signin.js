import { Emitter } from './emitter.js';

export const WANTED = 'chat-token-wanted';
const GIVEN = 'chat-token';

/**
 * Who signs in elsewhere comes with a token: in the link that led here, or from the site that shows the
 * page in a frame, which may give another at any time and is asked for one when there is need. It is kept
 * in memory only: after a reload it has to come again.
 *
 * Tells `token` when there is another.
 */
export class SignIn extends Emitter {
  token = null;
  #store;
  #ask;
  #origins;
  #isUsed = false;

  /**
   * `ask()` asks the site around us, null where there is none; `origins()` promises those that may be
   * it. `store` remembers for as long as the tab is there that somebody was signed in, and no more.
   */
  constructor({ token = null, store, ask = null, origins = async () => [] }) {
    super();
    this.#store = store;
    this.#ask = ask;
    this.#origins = origins;
    this.#take(token);
  }

  /** Whether it is for somebody else to say who one is. */
  get isSignedIn() {
    return this.#store.get('signedIn', false);
  }

  /** Whether nobody knows any more who that was. */
  get isLost() {
    return this.isSignedIn && this.token === null;
  }

  get canAsk() {
    return this.#ask !== null;
  }

  /** Whether the connection was made with a token: then another renews it. */
  get isUsed() {
    return this.#isUsed;
  }

  /** What the connection says, or null for a guest. */
  use() {
    this.#isUsed = this.token !== null;
    return this.token;
  }

  ask() {
    this.#ask?.();
  }

  /** The server does not take it, or no longer. */
  refused() {
    this.token = null;
    this.#isUsed = false;
  }

  /** One is a guest after all. */
  forget() {
    this.#store.remove('signedIn');
  }

  /** What the site around us says: {origin, data}. */
  async heard({ origin, data }) {
    const isToken = data?.type === GIVEN && typeof data.token === 'string' && data.token !== '';
    if (isToken && (await this.#origins()).includes(origin)) {
      this.give(data.token);
    }
  }

  give(token) {
    this.#take(token);
    this.emit('token');
  }

  #take(token) {
    if (token) {
      this.token = token;
      this.#store.set('signedIn', true);
    }
  }
}

/** What stands behind the `#` of an address: {room, token}, each as it is written there or ''. */
export function readFragment(hash) {
  const parts = hash.replace(/^#/, '').split('&');
  const token = parts.find((part) => part.startsWith('token='));
  return {
    room: parts.find((part) => part !== token) ?? '',
    token: token ? token.slice('token='.length) : '',
  };
}
