/**
 * Where the nodes are: the one the page came from, those that are given, and those that a welcome
 * named beside them.
 *
 * A round goes once through all of them, the one that answered last first and then the page's own;
 * the others follow in an order of their own for every page, so that the people of a node that died
 * spread over those that are left.
 */
export class Addresses {
  #own;
  #given;
  #others = [];
  #last;
  #queue = [];
  #random;
  #store;
  current;

  /** `store` remembers them for as long as the tab is there. */
  constructor({ own, given = [], store = null, random = Math.random }) {
    this.#own = folder(own);
    this.#given = given;
    this.#store = store;
    this.#random = random;
    this.#last = this.#own;
    this.current = this.#own;
    this.learn(store?.get('nodes') ?? []);
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
    const usable = [...urls, ...this.#given, this.#last].filter(
      (url) =>
        URL.canParse(url) &&
        allowed.includes(new URL(url).protocol) &&
        new URL(url).origin !== new URL(this.#own).origin,
    );
    this.#others = [...new Set(usable.map(folder))];
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

const folder = (url) => (url.endsWith('/') ? url : `${url}/`);

/** Where a node takes WebSockets. */
export function socketOf(base) {
  const url = new URL('chat', base);
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
