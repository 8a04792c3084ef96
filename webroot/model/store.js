import { Emitter } from './emitter.js';

/**
 * What the browser keeps for us, as values. Without a storage that works (site data not allowed,
 * private windows, full disks) everything still does, until the tab is closed.
 *
 * Tells `change` with the key when another tab has changed something.
 */
export class Store extends Emitter {
  #storage = null;
  #memory = new Map();
  #prefix;

  /** `open()` answers the storage: already to name it may be forbidden. */
  constructor(open, prefix = 'chat.') {
    super();
    this.#prefix = prefix;
    try {
      this.#storage = open();
    } catch {
      // not for us
    }
  }

  get(key, fallback = null) {
    try {
      return JSON.parse(this.#memory.get(key) ?? this.#stored(key)) ?? fallback;
    } catch {
      return fallback;
    }
  }

  set(key, value) {
    const text = JSON.stringify(value);
    this.#memory.delete(key);
    try {
      this.#storage.setItem(this.#prefix + key, text);
    } catch {
      this.#memory.set(key, text);
    }
  }

  remove(key) {
    this.#memory.delete(key);
    try {
      this.#storage.removeItem(this.#prefix + key);
    } catch {
      // was never there
    }
  }

  /** All values whose key begins like this. */
  all(start) {
    return this.#keys()
      .filter((key) => key.startsWith(start))
      .map((key) => this.get(key))
      .filter((value) => value !== null);
  }

  /** What the browser tells of another tab. */
  changedElsewhere(key) {
    if (key?.startsWith(this.#prefix)) {
      this.emit('change', key.slice(this.#prefix.length));
    }
  }

  #stored(key) {
    return this.#storage?.getItem(this.#prefix + key) ?? null;
  }

  #keys() {
    let stored = [];
    try {
      const { length } = this.#storage;
      stored = Array.from({ length }, (_, i) => this.#storage.key(i))
        .filter((key) => key.startsWith(this.#prefix))
        .map((key) => key.slice(this.#prefix.length));
    } catch {
      // none, or not for us
    }
    return [...new Set([...stored, ...this.#memory.keys()])];
  }
}
