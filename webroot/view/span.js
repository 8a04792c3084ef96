const MOST = 160;
const FIRST = 60;
const STEP = 30; // a longer one is seen as a hitch

/**
 * Which of a room's messages are drawn: a window that follows the end or is moved by scrolling.
 * Remembers its first message by key, because history grows in front of it. Knows no DOM.
 */
export class Span {
  #messages = [];
  #length = 0;
  #firstKey = null;
  from = 0;
  to = 0;

  /** Looks at the list anew. `following` keeps the end in the window. */
  update(messages, following) {
    const size = this.to - this.from;
    const wasEnd = this.atEnd;
    const moved = messages.findIndex(({ key }) => key === this.#firstKey);
    this.#messages = messages;
    this.#length = messages.length;
    const nearEnd = Math.max(0, messages.length - FIRST);
    this.from = moved < 0 ? nearEnd : following ? Math.min(moved, nearEnd) : moved;
    this.to = following || wasEnd || moved < 0 ? messages.length : this.from + size;
    if (this.to - this.from > MOST) {
      if (following) {
        this.from = this.to - FIRST;
      } else {
        this.to = this.from + MOST;
      }
    }
    this.#settle();
  }

  reset() {
    this.#firstKey = null;
    this.#messages = [];
    this.from = this.to = this.#length = 0;
  }

  get atStart() {
    return this.from === 0;
  }

  get atEnd() {
    return this.to >= this.#length;
  }

  up() {
    this.from = Math.max(0, this.from - STEP);
    this.to = Math.min(this.to, this.from + MOST);
    this.#settle();
  }

  down() {
    this.to = Math.min(this.#length, this.to + STEP);
    this.from = Math.max(this.from, this.to - MOST);
    this.#settle();
  }

  /** Puts the message at this index into the window. */
  around(index) {
    this.from = Math.max(0, index - FIRST);
    this.to = Math.min(this.#length, index + FIRST);
    this.#settle();
  }

  #settle() {
    this.#firstKey = this.#messages[this.from]?.key ?? null;
  }
}
