import { keyOf } from './keys.js';
import { isMessage } from './order.js';
import { settleTimes } from './times.js';

const AROUND = 100;

/**
 * A piece of a room's history apart from what is live: the surroundings of one message, which grow
 * both ways as they are read. Looks to a view like a timeline.
 *
 * Numbers go up along the whole history of a room, whatever the epoch, so what comes behind a
 * message is asked for as what comes before a number somewhat greater.
 */
export class Past {
  messages = [];
  notices = [];
  edge = null;
  more = true;
  next = null;
  upTo = null;
  #seq;

  /** `seq` is the number of the message that is looked for. */
  constructor(seq) {
    this.#seq = seq;
  }

  /** Whether there is anything to look at yet. */
  get isHere() {
    return this.upTo !== null;
  }

  get isWhole() {
    return !this.more && this.messages[0]?.seq <= 1;
  }

  has(wanted) {
    return this.get(wanted) !== null;
  }

  get(wanted) {
    return this.messages.find(({ key }) => key === wanted) ?? null;
  }

  around() {
    return { before: this.#seq + AROUND };
  }

  before() {
    return this.next;
  }

  after(limit) {
    return { before: this.upTo + 1 + limit };
  }

  /** The page around the message, and then those before it. */
  prepend({ messages, more, next }) {
    const oldest = this.messages[0]?.seq ?? Infinity;
    this.messages.unshift(...shown(messages).filter(({ seq }) => seq < oldest));
    this.more = more;
    this.next = next ?? null;
    this.upTo ??= messages.at(-1)?.seq ?? 0;
    settleTimes(this.messages, 0, this.messages.length);
  }

  /** What comes behind; not everything that has a number is a message. */
  append({ messages }, { before }) {
    const newer = messages.filter(({ seq }) => seq > this.upTo);
    this.messages.push(...shown(newer));
    this.upTo = newer.at(-1)?.seq ?? before - 1;
    settleTimes(this.messages, 0, this.messages.length);
  }
}

const shown = (messages) =>
  messages.filter(isMessage).map((each) => ({ ...each, key: keyOf(each) }));
