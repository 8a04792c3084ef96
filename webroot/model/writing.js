/**
 * What somebody is about to say in a room: a draft, and perhaps the message that it answers or puts
 * another text for. While a message is edited the draft waits.
 */
export class Writing {
  draft = '';
  /** The message that is answered, or null. */
  answered = null;
  /** The message that is edited, or null. */
  edited = null;
  #waiting = '';

  get isPlain() {
    return this.answered === null && this.edited === null;
  }

  answer(message) {
    this.stop();
    this.answered = message;
  }

  edit(message) {
    this.stop();
    this.edited = message;
    this.#waiting = this.draft;
    this.draft = message.text;
  }

  /** It was said, and nothing is left of it here. */
  done() {
    if (this.edited) {
      this.stop();
    } else {
      this.draft = '';
      this.answered = null;
    }
  }

  /** Neither: the draft is what it was before. */
  stop() {
    if (this.edited) {
      this.draft = this.#waiting;
    }
    this.#waiting = '';
    this.edited = null;
    this.answered = null;
  }
}
