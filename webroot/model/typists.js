import * as frames from '../net/frames.js';

const EVERY_MS = 3000;
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

/** Tells others that one writes: now and then, not with every key. */
export class Typing {
  #send;
  #clock;
  #last = 0;

  constructor({ send, clock }) {
    this.#send = send;
    this.#clock = clock;
  }

  at(room) {
    const now = this.#clock.now();
    if (room?.joined && now - this.#last > EVERY_MS) {
      this.#last = now;
      this.#send(frames.typing(room.name));
    }
  }

  /** It was said: the next key is news. */
  stopped() {
    this.#last = 0;
  }
}
