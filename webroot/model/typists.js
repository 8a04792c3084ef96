const SHOWN_MS = 5000;

/** Who is writing. Nobody says that they stopped, so it is forgotten after a while. */
export class Typists {
  #until = new Map();

  started({ id, nick }, now) {
    this.#until.forEach(({ until }, each) => until <= now && this.#until.delete(each));
    this.#until.set(id, { nick, until: now + SHOWN_MS });
  }

  stopped(id) {
    this.#until.delete(id);
  }

  /** Their nicknames. */
  at(now) {
    return [...this.#until.values()].filter(({ until }) => until > now).map(({ nick }) => nick);
  }
}
