import { keyOf } from './keys.js';
import { settleTimes } from './times.js';

/**
 * Messages one behind the other, each once. Those of this numbering have their `seq`, those of an
 * earlier one null: they stand in front until they come again or a page of history has them.
 *
 * Pages go in front of what is sure to be of the log, the edge, and find among the others those that
 * are, too.
 */
export class Order {
  messages = [];
  #numbering = 0;
  #places = new Map();
  #edge = null;

  has(key) {
    return this.#places.has(key);
  }

  /** The message of this key, or null. */
  get(key) {
    return this.#places.get(key)?.message ?? null;
  }

  /** The lowest number here, or undefined. */
  get lowest() {
    return this.messages.find(({ seq }) => seq !== null)?.seq;
  }

  /** Where the message of this number is, or the next, or the end. */
  at(number) {
    const at = this.messages.findIndex(({ seq }) => seq !== null && seq >= number);
    return at < 0 ? this.messages.length : at;
  }

  /** Where the edge is: before the first of this numbering, or of the pages that came since. */
  get edge() {
    const at = this.#edge === null ? -1 : this.messages.findIndex(({ key }) => key === this.#edge);
    return at < 0 ? this.at(-Infinity) : at;
  }

  forgetEdge() {
    this.#edge = null;
  }

  /** Numbers mean something else from now on. */
  renumber() {
    this.messages.forEach((each) => (each.seq = null));
    this.#numbering++;
  }

  /** From this number on they do. True if there was something. */
  renumberFrom(number) {
    const shared = this.messages.filter(({ seq }) => seq === null || seq < number);
    const isLess = shared.length < this.messages.length;
    this.messages = shared;
    this.#numbering++;
    return isLess;
  }

  /** Takes what has a number of its own. The one it had so far: undefined when it is new. */
  take(message) {
    const { seq } = message;
    const key = keyOf(message);
    const known = this.#places.get(key);
    if (known?.numbering !== this.#numbering || known.seq !== seq) {
      const placed = { ...message, key };
      this.#place(placed);
      if (known) {
        this.messages = this.messages.filter((each) => each.key !== key);
      }
      this.#insert(placed);
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
    settleTimes(this.messages, at, at + 1);
  }

  /** A page of what comes before everything, except what there is of an earlier numbering. */
  prepend(page) {
    const at = this.lay(page, this.edge, this.lowest ?? Infinity);
    this.#edge = this.messages[at]?.key ?? null;
  }

  /**
   * Puts a page in front of an index; what is here already stays where it is. Answers where it
   * begins. Only numbers below one that is known are those of this numbering.
   */
  lay(page, index, below) {
    let at = index;
    for (const each of page.filter(isMessage).reverse()) {
      const key = keyOf(each);
      const seq = each.seq < below ? each.seq : null;
      const known = this.has(key) ? this.messages.findIndex((it) => it.key === key) : -1;
      if (known < 0) {
        const placed = { ...each, seq, key };
        this.messages.splice(at, 0, placed);
        this.#place(placed);
      } else if (known < at) {
        at = known;
        this.messages[at].seq ??= seq;
        this.#place(this.messages[at]);
      }
    }
    settleTimes(this.messages, 0, this.messages.length);
    return at;
  }

  /** Only so many of the newest stay. */
  trim(most) {
    this.messages.splice(0, this.messages.length - most).forEach(({ key }) => {
      this.#places.delete(key);
    });
    this.forgetEdge();
  }

  #place(message) {
    const { key, seq } = message;
    this.#places.set(key, { numbering: this.#numbering, seq, message });
  }
}

/** What changes another has its number as well, and no place of its own. */
export const isMessage = ({ from, seq, of }) => from && seq !== undefined && !of;
