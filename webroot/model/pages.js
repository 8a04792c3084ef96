import { Past } from './past.js';

export const PAGE = 200;
const MOST_AT_ONCE = 10;

/**
 * Which page of a room's history is asked for, one at a time, and where it goes: in front of what is
 * live, into a gap, or to a piece apart, `past`, which is what somebody looks at who follows a
 * search. Where that piece meets what is live, the two are one.
 */
export class Pages {
  past = null;
  /** The number behind which a gap is being filled, or null. */
  filling = null;
  #timeline;
  #left = 0;
  #take = null;

  constructor(timeline) {
    this.#timeline = timeline;
  }

  get isUnderWay() {
    return this.#take !== null;
  }

  /** What there is to look at. */
  get shown() {
    return this.past?.isHere ? this.past : this.#timeline;
  }

  /** Whether that is not what is said now. */
  get isApart() {
    return this.shown !== this.#timeline;
  }

  // ---- what somebody wishes; what is to be asked for it is the answer, or null

  older() {
    const { shown } = this;
    return shown.more ? this.#ask(shown.before(), (frame) => shown.prepend(frame)) : null;
  }

  newer() {
    const { past } = this;
    if (!past?.isHere) {
      return null;
    }
    const page = past.after(PAGE);
    return this.#ask(page, (frame) => {
      past.append(frame, page);
      this.#meet(past);
    });
  }

  /** As many pages as one click is worth; `after` is the number before the gap. */
  fill(after) {
    this.filling = after;
    this.#left = MOST_AT_ONCE;
    return this.next();
  }

  /** The surroundings of the message of this number are what is asked for next. */
  goTo(seq) {
    this.past = new Past(seq);
  }

  back() {
    this.past = null;
  }

  /** What was begun and is not at its end. */
  next() {
    const { past } = this;
    if (past && !past.isHere) {
      return this.#ask(past.around(), (frame) => {
        past.prepend(frame);
        this.#meet(past);
      });
    }
    const gap = this.filling === null ? undefined : this.#timeline.gap(this.filling);
    if (!gap || this.#left === 0) {
      this.filling = null;
      return null;
    }
    const page = { epoch: this.#timeline.epoch, before: gap.before };
    return this.#ask(page, (frame) => {
      this.#left--;
      this.#timeline.fill(this.#timeline.gap(gap.after) ?? gap, frame);
    });
  }

  // ---- what comes of it

  take(frame) {
    const take = this.#take;
    this.#take = null;
    take?.(frame);
  }

  /** What was asked for does not come. */
  forget() {
    this.#take = null;
    this.filling = null;
  }

  /** What was asked for is of another numbering. */
  renumbered() {
    this.#take &&= () => {};
    this.filling = null;
  }

  #ask(page, take) {
    if (this.#take) {
      return null;
    }
    this.#take = take;
    return { ...page, limit: PAGE };
  }

  #meet(past) {
    if (past === this.past && this.#timeline.meets(past.upTo)) {
      this.#timeline.absorb(past);
      this.past = null;
    }
  }
}
