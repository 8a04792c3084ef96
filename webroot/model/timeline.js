/**
 * The messages of a room in the order of its log, and what is known to be missing among them.
 *
 * `heard` is the number up to which the node has told us everything it was going to: from there a
 * join resumes. Messages of an older numbering have `seq` null and stay in front until the new
 * numbering brings them again, so a reset takes nothing away.
 */
export class Timeline {
  messages = [];
  /** {kind: 'gap' | 'reset', after}: something to say behind the message of that number. */
  notices = [];
  epoch = null;
  heard = 0;
  #first = 1;
  #places = new Map();

  get oldest() {
    return this.messages.find(({ seq }) => seq !== null)?.seq ?? this.heard + 1;
  }

  /** Whether the log keeps messages before the oldest here. */
  get more() {
    return this.epoch !== null && this.oldest > this.#first;
  }

  has(key) {
    return this.#places.has(key);
  }

  /** The answer to a join that asked for `recent` messages, or for all since `heard`. */
  join({ epoch, head, first, complete }, recent) {
    if (this.epoch === null) {
      this.epoch = epoch;
      this.heard = Math.max(first - 1, head - recent, 0);
      this.#first = first;
      return 'first';
    }
    if (epoch !== this.epoch) {
      this.restart({ epoch, head, first });
      return 'renumbered';
    }
    this.#first = first;
    if (!complete) {
      this.#notice('gap', this.heard);
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
    this.#first = first;
    this.#notice('reset', head);
  }

  /** Takes the stream's next message. Its number so far: undefined when it is new. */
  take(message) {
    const { seq } = message;
    const key = keyOf(message);
    if (seq > this.heard + 1) {
      this.#notice('gap', this.heard);
    }
    this.heard = Math.max(this.heard, seq);
    const known = this.#places.get(key);
    if (known?.epoch !== this.epoch || known.seq !== seq) {
      this.#places.set(key, { epoch: this.epoch, seq });
      if (known) {
        this.messages = this.messages.filter((each) => each.key !== key);
      }
      this.#insert({ ...message, key });
    }
    return known?.seq;
  }

  /** Nearly always at the end. */
  #insert(message) {
    let at = this.messages.length;
    while (at > 0 && (this.messages[at - 1].seq ?? -1) > message.seq) {
      at--;
    }
    this.messages.splice(at, 0, message);
  }

  /** Forgets the oldest; the log still has what it keeps. */
  trim(most) {
    this.messages.splice(0, this.messages.length - most).forEach(({ key }) => {
      this.#places.delete(key);
    });
  }

  /** An older page. One of another numbering is of no use. */
  prepend({ epoch, messages, first, more }) {
    if (epoch !== this.epoch) {
      return;
    }
    const fresh = messages
      .map((each) => ({ ...each, key: keyOf(each) }))
      .filter(({ key }) => !this.#places.has(key));
    fresh.forEach(({ key, seq }) => this.#places.set(key, { epoch, seq }));
    const at = this.messages.findIndex(({ seq }) => seq !== null);
    this.messages.splice(at < 0 ? this.messages.length : at, 0, ...fresh);
    this.#first = more ? first : this.oldest;
  }

  #notice(kind, after) {
    this.notices = [...this.notices.filter((each) => each.after !== after), { kind, after }];
  }
}

/** The same for a message however often it comes, in whatever numbering. */
export function keyOf({ from, id }) {
  return `${from.id}/${id}`;
}
