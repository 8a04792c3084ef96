import { ChatError } from './refusals.js';
import { Pending } from './pending.js';

const PAUSE_MS = 2_000;
/** Refusals after which the same is asked again. */
const PASSING = ['rate_limited', 'busy', 'no_quorum'];

/**
 * What is asked of the server and has one answer: a page of history, a search, the rooms there are.
 *
 *     waiting --may be asked, nothing else about this room is--> asked --answer--> kept
 *        ^                                                        |--refused--> refused
 *        +-------- connection gone, room gone, too fast, busy ----+
 *
 * Answers name the room and no question, so of a room there is one at a time.
 */
export class Questions {
  #options;
  #queue = [];
  #numbers = 0;
  #pending = new Pending();

  /** `send(frame)` is false when nobody hears it; `mayAsk(room)`: whether we are in there. */
  constructor({ send, mayAsk, clock }) {
    this.#options = { send, mayAsk, clock };
  }

  get size() {
    return this.#queue.length;
  }

  /** Promises what comes of the frame that answers, which is of this type. */
  ask(frame, type, answer) {
    const number = this.#numbers++;
    const { room = null } = frame;
    this.#queue.push({ number, room, frame, type, answer, isAsked: false, cancel: null });
    const promise = this.#pending.promise(number, room);
    this.flush();
    return promise;
  }

  /** True when the frame answers one. */
  take(frame) {
    const { type, room = null, id } = frame;
    const asked = this.#queue.find((each) => each.isAsked && each.room === room);
    if (!asked || (type !== asked.type && (type !== 'error' || id))) {
      return false;
    }
    return type === 'error' ? this.#refused(asked, frame) : this.#answered(asked, frame);
  }

  /** What can be asked is. */
  flush() {
    const busy = new Set(this.#queue.filter((each) => each.isAsked || each.cancel).map(({ room }) => room));
    for (const each of this.#queue) {
      const { room, frame } = each;
      if (!busy.has(room) && (room === null || this.#options.mayAsk(room))) {
        busy.add(room);
        each.isAsked = this.#options.send(frame);
      }
    }
  }

  /** The connection is gone. */
  away() {
    this.#queue.forEach((each) => this.#putBack(each));
  }

  /** Nobody is there to answer any more. */
  refuseAll(error, room = null) {
    this.#pending.refuseAll(error, room);
    this.#queue.filter((each) => room === null || each.room === room).forEach((each) => this.#drop(each));
  }

  #answered(asked, frame) {
    this.#pending.keep(asked.number, asked.answer(frame));
    this.#drop(asked);
    return true;
  }

  /** Whoever is not in the room learns it elsewhere, too. */
  #refused(asked, error) {
    const { code, retryAfterMs } = error;
    this.#putBack(asked);
    if (PASSING.includes(code)) {
      asked.cancel = this.#options.clock.after(retryAfterMs || PAUSE_MS, () => {
        asked.cancel = null;
        this.flush();
      });
    } else if (code !== 'not_joined') {
      this.#pending.refuse(asked.number, new ChatError(error));
      this.#drop(asked);
    }
    return code !== 'not_joined';
  }

  #putBack(each) {
    each.cancel?.();
    Object.assign(each, { isAsked: false, cancel: null });
  }

  #drop(each) {
    this.#putBack(each);
    this.#queue = this.#queue.filter((other) => other !== each);
    this.flush();
  }
}
