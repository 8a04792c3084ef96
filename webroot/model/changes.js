import { keyOf, keyOfReference } from './keys.js';

/**
 * What became of messages after they were said: an `edit` or a `delete` is an entry of its own, which
 * may come before the message that it names, as that may be on an older page. The one with the highest
 * number holds, and what is deleted stays so. An edit whose own text was replaced says nothing.
 */
export class Changes {
  #known = new Map();
  #most;
  #places;

  /** So many are remembered, the latest; `places()` are where messages are, each with `get(key)`. */
  constructor(most, places = () => []) {
    this.#most = most;
    this.#places = places;
  }

  /** Changes what is here. False when an entry changes nothing. */
  take(entry) {
    const change = this.#note(entry);
    this.#places().forEach((place) => {
      const message = change && place?.get(change.key);
      return message && changed(message, change);
    });
    return change !== null;
  }

  /** The change that holds from now on, or null. */
  #note({ type, seq, id, from, of, text, at }) {
    const key = keyOfReference(of);
    const mark = keyOf({ from, id });
    const known = this.#known.get(key);
    const isDelete = type === 'delete';
    if (known && (known.mark === mark || known.deleted || (!isDelete && seq < known.seq))) {
      known.seq = known.mark === mark ? seq : known.seq;
      return null;
    }
    if (!isDelete && text === undefined) {
      return null;
    }
    const change = { key, mark, seq, at, ...(isDelete ? { deleted: true } : { text }) };
    this.#known.delete(key);
    this.#known.set(key, change);
    if (this.#known.size > this.#most) {
      this.#known.delete(this.#known.keys().next().value);
    }
    return change;
  }

  /** The message as it is now. */
  applied(message) {
    const change = message.from && !message.of && this.#known.get(keyOf(message));
    return change ? changed({ ...message }, change) : message;
  }

  /** The same of a page of history, which has changes among the messages. */
  appliedTo(entries) {
    entries.filter(({ of }) => of).forEach((entry) => this.take(entry));
    return entries.map((each) => this.applied(each));
  }

  /** Numbers mean something else from now on. */
  renumber() {
    this.#known.forEach((change) => (change.seq = -1));
  }
}

/** Changes the message itself, unless it has been changed later already. */
export function changed(message, { deleted, text, at }) {
  if (deleted) {
    Object.assign(message, { deleted, text: undefined, data: undefined, edited: undefined });
  } else if (!message.deleted && at >= (message.edited ?? 0)) {
    Object.assign(message, { text, data: undefined, edited: at });
  }
  return message;
}
