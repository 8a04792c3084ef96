const STEADY_MS = 5_000;
const SPREAD_MS = 1_000;

/**
 * One stream after the other, without a hole between them: the old one goes on until the next has
 * begun. Each has a number, the first is 1.
 *
 *     opening --first words--> live --openSoon--> live, and the next opening --first words--> live
 *        |                      |                    |
 *        |--refused, cut        |--cut after a while | too much of them: closed
 *        v                      v                    v
 *       lost                 opening              opening
 */
export class Streams {
  #options;
  #count = 0;
  #live = null;
  #next = null;
  #liveSince = 0;
  #isLast = false;
  #cancel = () => {};

  /**
   * `open({onFrames, onEnd})` makes a stream, `onFrames(frames, number)` hears what comes, and
   * `onLost(problem)` that nothing will. `isMended(problem, number)`: whether what a stream was
   * refused for is so no longer.
   */
  constructor(options) {
    this.#options = options;
  }

  /** The number of the one that is opened next. */
  get upcoming() {
    return this.#count + 1;
  }

  openSoon(ms) {
    this.#cancel();
    this.#cancel = this.#options.clock.after(ms, () => this.#open());
  }

  /** The server says goodbye. To the old of two that means nothing: it goes on at the next. */
  endsSoon() {
    this.#isLast = this.#next === null;
    return this.#isLast;
  }

  close() {
    this.#cancel();
    this.#next?.close();
    this.#live?.close();
  }

  #open() {
    this.#next?.close();
    const number = ++this.#count;
    const isNext = () => this.#next !== null && number === this.#count;
    this.#next = this.#options.open({
      onFrames: (frames) => {
        if (isNext()) {
          this.#begun();
        }
        this.#options.onFrames(frames, number);
      },
      onEnd: (problem) => (isNext() ? this.#refused(problem) : this.#cut(problem)),
    });
  }

  #begun() {
    this.#live?.close();
    this.#live = this.#next;
    this.#next = null;
    this.#isLast = false;
    this.#liveSince = this.#options.clock.now();
  }

  #refused(problem) {
    const { isMended, onLost } = this.#options;
    const isTooMuch = problem.status === 429 || problem.status === 503;
    this.#next = null;
    if (isMended(problem, this.#count)) {
      this.openSoon(0);
    } else if (isTooMuch && this.#live) {
      this.#live.close(); // two may be one too many
      this.#live = null;
      this.openSoon(problem.retryAfterMs ?? SPREAD_MS);
    } else {
      onLost(problem);
    }
  }

  /** A proxy may do so now and then, a node to whoever is too slow. */
  #cut(problem) {
    const { clock, random, onLost } = this.#options;
    const wasSteady = clock.now() - this.#liveSince >= STEADY_MS;
    this.#live = null;
    if (this.#next === null && wasSteady && !this.#isLast) {
      this.openSoon(random() * SPREAD_MS);
    } else if (this.#next === null) {
      onLost(problem);
    }
  }
}
