import * as frames from '../net/frames.js';

const EVERY_MS = 3000;

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
