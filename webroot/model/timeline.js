import { keyOf } from './keys.js';
import { settleTimes } from './times.js';

/**
 * The messages of a room in the order of its log, and what is known to be missing among them.
 *
 * `heard` is the number up to which the node has told us everything it was going to: from there a
 * join resumes. Messages of an older numbering have `seq` null and stay in front until the new
 * numbering brings them again, so a reset takes nothing away. Pages of history go in front of what
 * is sure to be of the log, `edge`, and find among the others those that are, too. Each message has
 * a `time` to show, which never falls, whatever the clocks of the nodes said.
 */
export class Timeline {
  messages = [];
  /** {kind: 'gap' | 'reset', after}: something to say behind that number; a gap ends at `before`. */
  notices = [];
  epoch = null;
  heard = 0;
  #numbering = 0;
  #places = new Map();
  #atStart = false;
  #next = null;
  #edge = null;
  #least = null;

  get oldest() {
    return this.messages.find(({ seq }) => seq !== null)?.seq ?? this.heard + 1;
  }

  /** Whether the log may keep messages before the oldest here: also of an older epoch. */
  get more() {
    return this.epoch !== null && !this.#atStart;
  }

  /** Whether this goes back to the first message there ever was, as far as the numbers tell. */
  get isWhole() {
    return !this.more && (this.#least ?? this.oldest) <= 1;
  }

  /** The key of the message in front of which some may be missing that no number tells of, or null. */
  get edge() {
    const at = this.more ? this.#edgeAt() : 0;
    return at > 0 ? (this.messages[at]?.key ?? null) : null;
  }

  /** The place before which a page of history is wanted. */
  before() {
    return this.#next ?? { before: this.oldest };
  }

  has(key) {
    return this.#places.has(key);
  }

  /** The answer to a join that asked for `recent` messages, or for all since `heard`. */
  join({ epoch, head, first, complete }, recent) {
    if (this.epoch === null) {
      this.epoch = epoch;
      this.heard = Math.max(first - 1, head - recent, 0);
      return 'first';
    }
    if (epoch !== this.epoch || (!complete && head < this.heard)) {
      this.restart({ epoch, head, first });
      return 'renumbered';
    }
    if (!complete) {
      this.#notice('gap', this.heard, first);
      this.heard = Math.max(this.heard, first - 1);
    }
    return 'resumed';
  }

  /** The numbering began anew: everything kept follows from `first`. */
  restart({ epoch, head, first }) {
    this.messages = this.messages.map((each) => ({ ...each, seq: null }));
    this.notices = [];
    this.epoch = epoch;
    this.heard = first - 1;
    this.#numbering++;
    this.#beginAnew();
    this.#notice('reset', head);
  }

  /** Takes the stream's next message. Its number so far: undefined when it is new. */
  take(message) {
    const { seq } = message;
    const key = keyOf(message);
    this.pass(seq);
    const known = this.#places.get(key);
    if (known?.numbering !== this.#numbering || known.seq !== seq) {
      this.#place(key, seq);
      if (known) {
        this.messages = this.messages.filter((each) => each.key !== key);
      }
      this.#insert({ ...message, key });
    }
    return known?.seq;
  }

  /** Something has this number, a message or not. */
  pass(seq) {
    if (seq > this.heard + 1) {
      this.#notice('gap', this.heard, seq);
    }
    this.heard = Math.max(this.heard, seq);
  }

  /** Nearly always at the end. */
  #insert(message) {
    let at = this.messages.length;
    while (at > 0 && (this.messages[at - 1].seq ?? -1) > message.seq) {
      at--;
    }
    this.messages.splice(at, 0, message);
    settleTimes(this.messages, at, at + 1);
  }

  /** Forgets the oldest; the log still has what it keeps. */
  trim(most) {
    this.messages.splice(0, this.messages.length - most).forEach(({ key }) => {
      this.#places.delete(key);
    });
    this.notices = this.notices.filter(({ after }) => after >= this.oldest);
    this.#beginAnew();
  }

  #beginAnew() {
    this.#atStart = false;
    this.#next = null;
    this.#edge = null;
    this.#least = null;
  }

  /** An older page, of this numbering or of those before it. */
  prepend({ epoch = this.epoch, messages, more, next }) {
    if (epoch !== this.epoch && !next) {
      return; // asked for before the numbering began anew
    }
    const at = this.#lay(messages, this.#edgeAt());
    this.#edge = this.messages[at]?.key ?? null;
    this.#least = messages[0]?.seq ?? this.#least;
    this.#atStart = !more;
    this.#next = more ? (next ?? null) : null;
  }

  /** The gap behind this number, or undefined. */
  gap(after) {
    return this.notices.find((each) => each.kind === 'gap' && each.after === after);
  }

  /** A page that ends where the gap does. */
  fill({ after, before }, { messages, more, next }) {
    const missing = messages.filter(({ seq }) => seq > after && seq < before);
    const behind = this.messages.findIndex(({ seq }) => seq !== null && seq >= before);
    this.#lay(missing, behind < 0 ? this.messages.length : behind);
    this.notices = this.notices.filter((each) => each.kind !== 'gap' || each.after !== after);
    if (more && next.before > after + 1) {
      this.#notice('gap', after, next.before);
    }
  }

  /** Whether a piece of history whose last number is this leaves nothing out before what is here. */
  meets(upTo) {
    const within = ({ kind, after, before }) => kind === 'gap' && upTo > after && upTo + 1 < before;
    return upTo + 1 >= this.#lowest && !this.notices.some(within);
  }

  /** Takes over a piece that does: {messages, more, next, upTo}. */
  absorb({ messages, more, next, upTo }) {
    const from = more ? next.before : 0;
    const lowest = this.#lowest;
    this.notices
      .filter(({ kind, before }) => kind === 'gap' && from < before && upTo + 1 >= before)
      .forEach((gap) => this.fill(gap, { messages, more, next }));
    if (from < lowest) {
      this.prepend({ messages: messages.filter(({ seq }) => seq < lowest), more, next });
    }
  }

  /** Numbers go up along the history, whatever the epoch: nothing below this one is here. */
  get #lowest() {
    return this.#next?.before ?? this.oldest;
  }

  /** Before the first of this numbering, or of the pages that came since. */
  #edgeAt() {
    const at = this.#edge === null ? -1 : this.messages.findIndex(({ key }) => key === this.#edge);
    const own = at < 0 ? this.messages.findIndex(({ seq }) => seq !== null) : at;
    return own < 0 ? this.messages.length : own;
  }

  /** Puts a page in front of an index; what is here already stays where it is. Where it begins. */
  #lay(page, index) {
    let at = index;
    for (const each of page.filter(({ from, seq }) => from && seq !== undefined).reverse()) {
      const { epoch = this.epoch, seq } = each;
      const key = keyOf(each);
      if (this.#places.has(key)) {
        const known = this.messages.findIndex((other) => other.key === key);
        at = known < 0 ? at : Math.min(at, known);
      } else {
        const own = epoch === this.epoch ? seq : null;
        this.#place(key, own);
        this.messages.splice(at, 0, { ...each, seq: own, key });
      }
    }
    settleTimes(this.messages, 0, this.messages.length);
    return at;
  }

  #place(key, seq) {
    this.#places.set(key, { numbering: this.#numbering, seq });
  }

  #notice(kind, after, before) {
    this.notices = [...this.notices.filter((each) => each.after !== after), { kind, after, before }];
  }
}
