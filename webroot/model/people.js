const ALPHABET = new Intl.Collator();
const UNHEARD = 200;

/**
 * Who is in a room. The server lists the first 200; `count` is everybody. Of many who leave at once
 * not all are named either; when there are too many here, those who were here first go.
 */
export class People {
  #nicks = new Map();
  #sorted = null;
  count = 0;

  replace(members, count) {
    this.#sorted = null;
    this.#nicks = new Map(members.map(({ id, nick }) => [id, nick]));
    this.count = count;
  }

  /** Somebody who joins again under another name has changed it. */
  change({ joined, left, count }) {
    this.#sorted = null;
    left.forEach(({ id }) => this.#nicks.delete(id));
    joined.forEach(({ id, nick }) => this.#nicks.set(id, nick));
    this.count = count;
    const tooMany = this.#nicks.size - count - UNHEARD;
    if (tooMany > 0) {
      [...this.#nicks.keys()].slice(0, tooMany).forEach((id) => this.#nicks.delete(id));
    }
  }

  /** In alphabetical order. */
  list() {
    this.#sorted ??= [...this.#nicks]
      .map(([id, nick]) => ({ id, nick }))
      .sort((a, b) => ALPHABET.compare(a.nick, b.nick) || (a.id < b.id ? -1 : 1));
    return this.#sorted;
  }

  get unlisted() {
    return Math.max(0, this.count - this.#nicks.size);
  }
}

/** One of twelve, always the same for the same person. */
export function colourOf(id) {
  let hash = 0;
  for (const char of id) {
    hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  }
  return hash % 12;
}
