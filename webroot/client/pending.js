/**
 * Promises that are kept later, each under a key and about a room. A refusal that nobody waits for
 * ends no program.
 */
export class Pending {
  #all = new Map();

  get size() {
    return this.#all.size;
  }

  /** The one of this key, made if there is none. */
  promise(key, room) {
    const known = this.#all.get(key);
    if (known) {
      return known.promise;
    }
    const made = { room };
    made.promise = new Promise((resolve, reject) => Object.assign(made, { resolve, reject }));
    made.promise.catch(() => {});
    this.#all.set(key, made);
    return made.promise;
  }

  keep(key, value) {
    this.#all.get(key)?.resolve(value);
    this.#all.delete(key);
  }

  refuse(key, error) {
    this.#all.get(key)?.reject(error);
    this.#all.delete(key);
  }

  /** All about this room; about any without one. */
  refuseAll(error, about = null) {
    [...this.#all]
      .filter(([, { room }]) => about === null || room === about)
      .forEach(([key]) => this.refuse(key, error));
  }
}

/** A promise that is refused already. */
export function refused(error) {
  const promise = Promise.reject(error);
  promise.catch(() => {});
  return promise;
}
