const KEY = 'room.';

/**
 * Which rooms somebody is in and how far each was read, for the next visit.
 *
 * Each room has a key of its own, and what another tab has done is never undone: a room that was left
 * there is not written again, reading only goes forward, and who has nothing new to say is silent.
 */
export class Visits {
  #store;
  #known = new Map();

  constructor(store) {
    this.#store = store;
    this.#takeOver();
  }

  /** {name, since, epoch, read} of each, the first to be opened first. */
  list() {
    const all = this.#store.all(KEY).sort((a, b) => a.since - b.since);
    all.forEach((kept) => this.#known.set(kept.name, markOf(kept)));
    return all;
  }

  of(name) {
    return this.#store.get(KEY + name);
  }

  open(name, now) {
    if (!this.of(name)) {
      this.#store.set(KEY + name, { name, since: now });
    }
  }

  leave(name) {
    this.#known.delete(name);
    this.#store.remove(KEY + name);
  }

  /** How far this tab has read. */
  read(name, { epoch, read }) {
    const kept = this.of(name);
    if (!kept || this.#known.get(name) === markOf({ epoch, read })) {
      return;
    }
    const furthest = kept.epoch === epoch ? Math.max(read, kept.read) : read;
    this.#known.set(name, markOf({ epoch, read }));
    if (markOf(kept) !== markOf({ epoch, read: furthest })) {
      this.#store.set(KEY + name, { ...kept, epoch, read: furthest });
    }
  }

  /** The name of the room that a key of the store is about, or null. */
  static roomOf(key) {
    return key.startsWith(KEY) ? key.slice(KEY.length) : null;
  }

  /** Earlier pages kept all rooms under one key. */
  #takeOver() {
    this.#store.get('rooms', []).forEach((kept, at) => {
      if (!this.of(kept.name)) {
        this.#store.set(KEY + kept.name, { ...kept, since: at });
      }
    });
    this.#store.remove('rooms');
  }
}

const markOf = ({ epoch, read }) => `${epoch} ${read}`;
