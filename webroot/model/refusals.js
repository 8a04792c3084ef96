const PAUSE_MS = 2000;

/** What becomes of an error, which names a message, a room or neither, but never what was asked for. */
export class Refusals {
  #mine;
  #outbox;
  #search;
  #clock;

  constructor({ mine, outbox, search, clock }) {
    this.#mine = mine;
    this.#outbox = outbox;
    this.#search = search;
    this.#clock = clock;
  }

  /** True when it is news, and nobody else tells it. */
  take(frame, room) {
    const { id, code, message } = frame;
    const isIn = room?.joined ?? false;
    if (isIn && code === 'forbidden') {
      room.why = message; // we may be put out: then `left` comes next
    }
    const isNews = id ? this.#unsaid(frame) : room && !isIn ? this.#mine.notEntered(frame) : this.#unasked(frame, room);
    if (code === 'not_joined' && isIn) {
      room.away(); // the node knows better
      this.#mine.tryAgain(room.name);
    }
    return isNews;
  }

  #unsaid(frame) {
    this.#outbox.failed(frame);
    return false;
  }

  #unasked(frame, room) {
    if (room?.pages.isUnderWay || this.#search.isAbout(frame)) {
      this.#search.refused(frame); // the one or the other: both can be asked again
      this.#clock.after(frame.retryAfterMs || PAUSE_MS, () => room?.unload());
      return false;
    }
    return frame.code !== 'rate_limited' && frame.code !== 'not_joined';
  }
}
