const TAG = 4;

/** Who goes, or went, by the same nickname as somebody else: they are told apart by their ids. */
export class Namesakes {
  #ids = new Map();
  /** Changes when a name turns out to be shared. */
  version = 0;

  meet({ id, nick }) {
    const name = fold(nick);
    const ids = this.#ids.get(name);
    if (!ids) {
      this.#ids.set(name, new Set([id]));
    } else if (!ids.has(id)) {
      ids.add(id);
      this.version++;
    }
  }

  /** What to put behind the nickname; empty while there is only one of it. */
  tagOf({ id, nick }) {
    return this.#ids.get(fold(nick))?.size > 1 ? id.slice(0, TAG) : '';
  }
}

const fold = (nick) => nick.normalize('NFKC').toLowerCase();
