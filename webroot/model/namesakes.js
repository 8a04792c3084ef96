const TAG = 4;
const MOST = 10_000;

/**
 * Who goes, or went, by the same nickname as somebody else: they are told apart by their ids. Names
 * that were not met for longest are forgotten.
 */
export class Namesakes {
  #ids = new Map();
  /** Changes when a name turns out to be shared. */
  version = 0;

  meet({ id, nick }) {
    const name = fold(nick);
    const ids = this.#ids.get(name) ?? new Set();
    if (ids.size === 1 && !ids.has(id)) {
      this.version++;
    }
    if (ids.size < 2) {
      ids.add(id); // two are enough to know
    }
    this.#ids.delete(name);
    this.#ids.set(name, ids);
    if (this.#ids.size > MOST) {
      this.#ids.delete(this.#ids.keys().next().value);
    }
  }

  /** What to put behind the nickname; empty while there is only one of it. */
  tagOf({ id, nick }) {
    return this.#ids.get(fold(nick))?.size > 1 ? id.slice(0, TAG) : '';
  }
}

const fold = (nick) => nick.normalize('NFKC').toLowerCase();
