/**
 * The messages of a room in the order of its log, and what is known to be missing among them.
 *
 * `heard` is the number up to which the node has told us everything it was going to: from there a
 * join resumes. Messages of an older numbering have `seq` null and stay in front until the new
 * numbering brings them again, so a reset takes nothing away. Each has a `time` to show, which never
 * falls, whatever the clocks of the nodes said.
 */
export class Timeline {
  messages = [];
  /** {kind: 'gap' | 'reset', after}: something to say behind the message of that number. */
  notices = [];
  epoch = null;
  heard = 0;
  #numbering = 0;
  #places = new Map();
  #atStart = false;
  #next = null;

  get oldest() {
    return this.messages.find(({ seq }) => seq !== null)?.seq ?? this.heard + 1;
  }

  /** Whether the log may keep messages before the oldest here. */
  get more() {
    return this.epoch !== null && !this.#atStart && (this.#next !== null || this.oldest > 1);
  }

  /** The place before which a page of history is wanted. */
  get before() {
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
    this.#numbering++;
    this.#atStart = false;
    this.#next = null;
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
      this.#notice('gap', this.heard);
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
    this.#settleTimes(at, at + 1);
  }

  /** Forgets the oldest; the log still has what it keeps. */
  trim(most) {
    this.messages.splice(0, this.messages.length - most).forEach(({ key }) => {
      this.#places.delete(key);
    });
    this.#atStart = false;
    this.#next = null;
  }

  /** An older page, of this numbering or of those before it. */
  prepend({ epoch, messages, more, next }) {
    const own = ({ epoch: its = epoch ?? this.epoch }) => its === this.epoch;
    if (epoch !== undefined && epoch !== this.epoch && !next) {
      return; // asked for before the numbering began anew
    }
    const fresh = messages
      .filter(({ from, seq }) => from && seq !== undefined)
      .map((each) => ({ ...each, seq: own(each) ? each.seq : null, key: keyOf(each) }))
      .filter(({ key }) => !this.#places.has(key));
    fresh.forEach(({ key, seq }) => this.#place(key, seq));
    const older = fresh.filter(({ seq }) => seq === null);
    const newer = fresh.filter(({ seq }) => seq !== null);
    const at = this.messages.findIndex(({ seq }) => seq !== null);
    this.messages.splice(at < 0 ? this.messages.length : at, 0, ...newer);
    this.messages.unshift(...older);
    this.#settleTimes(0, this.messages.length);
    this.#atStart = !more;
    this.#next = more ? (next ?? null) : null;
  }

  /** From there on, at least to there, and then as long as something changes. */
  #settleTimes(from, least) {
    let latest = this.messages[from - 1]?.time ?? 0;
    for (let i = from; i < this.messages.length; i++) {
      const message = this.messages[i];
      latest = Math.max(latest, message.at);
      if (message.time === latest && i >= least) {
        return;
      }
      message.time = latest;
    }
  }

  #place(key, seq) {
    this.#places.set(key, { numbering: this.#numbering, seq });
  }

  #notice(kind, after) {
    this.notices = [...this.notices.filter((each) => each.after !== after), { kind, after }];
  }
}

/** The same for a message however often it comes, in whatever numbering. */
export function keyOf({ from, id }) {
  return `${from.id}/${id}`;
}
