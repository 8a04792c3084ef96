/**
 * Where the nodes are: the one the page came from, and those that a welcome named beside it.
 *
 * A round goes once through all of them, the one that answered last first and then the page's own;
 * the others follow in an order of their own for every page, so that the people of a node that died
 * spread over those that are left.
 */
export class Addresses {
  #own;
  #others = [];
  #last;
  #queue = [];
  #random;
  #store;
  current;

  /** `store` remembers them for as long as the tab is there. */
  constructor({ own, store = null, random = Math.random }) {
    this.#own = own;
    this.#store = store;
    this.#random = random;
    this.#last = own;
    this.current = own;
    this.learn(store?.get('nodes') ?? []);
  }

  get socket() {
    return socketOf(this.current);
  }

  get hasChoice() {
    return this.#others.length > 0;
  }

  /** What a welcome names. A page that came over https may use no other than https. */
  learn(urls) {
    if (!Array.isArray(urls)) {
      return;
    }
    const allowed = this.#own.startsWith('https:') ? ['https:'] : ['http:', 'https:'];
    const named = new Set([...urls, this.#last]);
    this.#others = [...named].filter(
      (url) =>
        URL.canParse(url) &&
        allowed.includes(new URL(url).protocol) &&
        new URL(url).origin !== new URL(this.#own).origin,
    );
    this.#store?.set('nodes', this.#others);
  }

  /** This one answers: the next round begins with it. */
  worked() {
    this.#last = this.current;
    this.#queue = [];
  }

  /** Goes on to the next, `elsewhere` than here if there is a choice. True when a round begins. */
  next(elsewhere = false) {
    const begins = this.#queue.length === 0;
    if (begins) {
      this.#queue = this.#round();
    }
    if (elsewhere && this.#queue.length > 1 && this.#queue[0] === this.current) {
      this.#queue.push(this.#queue.shift());
    }
    this.current = this.#queue.shift();
    return begins;
  }

  #round() {
    const spread = this.#others
      .map((url) => ({ url, at: this.#random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ url }) => url);
    return [...new Set([this.#last, this.#own, ...spread])];
  }
}

/** Where a node takes WebSockets. */
export function socketOf(base) {
  const url = new URL('chat', base.endsWith('/') ? base : `${base}/`);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
