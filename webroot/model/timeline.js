import { Notices } from './notices.js';
import { Order } from './order.js';

/**
 * The messages of a room in the order of its log, and what is known to be missing among them.
 *
 * `heard` is the number up to which the node has told us everything it was going to: from there a
 * join resumes. Messages of an older numbering have `seq` null and stay in front until the new
 * numbering brings them again, so a reset takes nothing away. Each has a `time` to show, which never
 * falls, whatever the clocks of the nodes said.
 */
export class Timeline {
  epoch = null;
  heard = 0;
  #order = new Order();
  #notices = new Notices();
  #atStart = false;
  #next = null;
  #onGap;

  /** `onGap(after, first)` hears of each when it is found out. */
  constructor(onGap = () => {}) {
    this.#onGap = onGap;
  }

  get messages() {
    return this.#order.messages;
  }

  get notices() {
    return this.#notices.all;
  }

  get oldest() {
    return this.#order.lowest ?? this.heard + 1;
  }

  /** Whether the log may keep messages before the oldest here: also of an older epoch. */
  get more() {
    return this.epoch !== null && !this.#atStart;
  }

  /** Whether this goes back to the first message there ever was, as far as the numbers tell. */
  get isWhole() {
    return !this.more && this.oldest <= 1;
  }

  /** The key of the message in front of which some may be missing that no number tells of, or null. */
  get edge() {
    const at = this.more ? this.#order.edge : 0;
    return at > 0 ? (this.messages[at]?.key ?? null) : null;
  }

  /** The place before which a page of history is wanted. */
  before() {
    return this.#next ?? { before: this.oldest };
  }

  has(key) {
    return this.#order.has(key);
  }

  get(key) {
    return this.#order.get(key);
  }

  // ---- what is said now

  /** All up to this place was heard in another life: a join goes on behind it. */
  resumeAt({ epoch, after }) {
    Object.assign(this, { epoch, heard: after });
  }

  /** The answer to a join that asked for `recent` messages, or for all since `heard`. */
  join({ epoch, head, first, complete }, recent) {
    if (this.epoch === null) {
      this.epoch = epoch;
      this.heard = Math.max(first - 1, head - recent, 0);
      return 'first';
    }
    if (epoch !== this.epoch && complete && first > 1 && first <= this.heard + 1) {
      this.#goOn(epoch, first);
      return 'continued';
    }
    if (epoch !== this.epoch || (!complete && head < this.heard)) {
      this.restart({ epoch, head, first });
      return 'renumbered';
    }
    if (!complete) {
      this.#miss(this.heard, first);
      this.heard = Math.max(this.heard, first - 1);
    }
    return 'resumed';
  }

  /** The numbering began anew: everything kept follows from `first`. */
  restart({ epoch, head, first }) {
    this.#order.renumber();
    this.#notices = new Notices();
    this.epoch = epoch;
    this.heard = first - 1;
    this.#beginAnew();
    this.#notices.add('reset', head);
  }

  /** Another epoch that shares with ours what is before `first`; the rest comes again, or never. */
  #goOn(epoch, first) {
    this.#notices.keep(0, first - 1);
    if (this.#order.renumberFrom(first)) {
      this.#notices.add('reset', first - 1);
    }
    this.epoch = epoch;
    this.heard = first - 1;
  }

  /** Takes the stream's next message. Its number so far: undefined when it is new. */
  take(message) {
    this.pass(message.seq);
    return this.#order.take(message);
  }

  /** Something has this number, a message or not. */
  pass(seq) {
    if (seq > this.heard + 1) {
      this.#miss(this.heard, seq);
    }
    this.heard = Math.max(this.heard, seq);
  }

  /** Something is said behind what was heard last that has no number, and is not kept. */
  tell(said) {
    this.#notices.tell(this.heard, said);
  }

  #miss(after, first) {
    this.#notices.add('gap', after, first);
    this.#onGap(after, first);
  }

  /** Forgets the oldest; the log still has what it keeps. */
  trim(most) {
    this.#order.trim(most);
    this.#notices.keep(this.oldest, Infinity);
    this.#beginAnew();
  }

  #beginAnew() {
    this.#atStart = false;
    this.#next = null;
    this.#order.forgetEdge();
  }

  // ---- what was said before

  /** An older page, of this numbering or of those before it. */
  prepend({ epoch = this.epoch, messages, more, next }) {
    if (epoch !== this.epoch && !next) {
      return; // asked for before the numbering began anew
    }
    this.#order.prepend(messages);
    this.#atStart = !more;
    this.#next = more ? (next ?? null) : null;
  }

  /** The gap behind this number, or undefined. */
  gap(after) {
    return this.#notices.gap(after);
  }

  /** A page that ends where the gap does. */
  fill(gap, { messages, more, next }) {
    const { after, before } = gap;
    const missing = messages.filter(({ seq }) => seq > after && seq < before);
    this.#order.lay(missing, this.#order.at(before), before);
    this.#notices.remove(gap);
    if (more && next.before > after + 1) {
      this.#notices.add('gap', after, next.before);
    }
  }

  /** Whether a piece of history whose last number is this leaves nothing out before what is here. */
  meets(upTo) {
    return upTo + 1 >= this.#lowest && !this.#notices.isWithin(upTo);
  }

  /** Takes over a piece that does: {messages, more, next, upTo}. */
  absorb({ messages, more, next, upTo }) {
    const from = more ? next.before : 0;
    const lowest = this.#lowest;
    this.#notices.reached(from, upTo).forEach((gap) => this.fill(gap, { messages, more, next }));
    if (from < lowest) {
      this.prepend({ messages: messages.filter(({ seq }) => seq < lowest), more, next });
    }
  }

  /** Numbers go up along the history, whatever the epoch: nothing below this one is here. */
  get #lowest() {
    return this.#next?.before ?? this.oldest;
  }
}
