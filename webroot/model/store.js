/**
 * What the browser keeps for us, as values. Without a storage that works (private windows, full
 * disks) everything still does, until the tab is closed.
 */
export class Store {
  #storage;
  #prefix;

  constructor(storage, prefix = 'chat.') {
    this.#storage = storage;
    this.#prefix = prefix;
  }

  get(key, fallback = null) {
    try {
      return JSON.parse(this.#storage.getItem(this.#prefix + key)) ?? fallback;
    } catch {
      return fallback;
    }
  }

  set(key, value) {
    try {
      this.#storage.setItem(this.#prefix + key, JSON.stringify(value));
    } catch {
      // kept in memory only
    }
  }

  remove(key) {
    try {
      this.#storage.removeItem(this.#prefix + key);
    } catch {
      // was never there
    }
  }

  /** All values whose key begins like this. */
  all(start) {
    try {
      return Object.keys(this.#storage)
        .filter((key) => key.startsWith(this.#prefix + start))
        .map((key) => this.get(key.slice(this.#prefix.length)))
        .filter((value) => value !== null);
    } catch {
      return [];
    }
  }
}
