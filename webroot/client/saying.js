import { randomId, roomName } from '../model/names.js';
import { whyNoMessage, whyNotSaid } from './refusals.js';

/** What a program says, changes and takes back, each with a promise of its place. */
export class Saying {
  #options;

  /**
   * `says` are the promises, by id; `whyNot(room)`: why nothing may be said there, or null; and
   * `refuse(why, about)` makes a promise that is refused already.
   */
  constructor({ outbox, says, limits, whyNot, refuse }) {
    this.#options = { outbox, says, limits, whyNot, refuse };
  }

  say(room, text, { id = randomId(), re } = {}) {
    const wrong = this.#wrongWith(text, id) ?? (re ? whyNoMessage(re) : null);
    return this.#write(room, text, id, { re: re && named(re) }, wrong);
  }

  edit(room, message, text, { id = randomId() } = {}) {
    const wrong = this.#wrongWith(text, id) ?? whyNoMessage(message);
    return this.#write(room, text, id, { type: 'edit', of: named(message) }, wrong);
  }

  remove(room, message, { id = randomId() } = {}) {
    const about = { type: 'delete', of: named(message) };
    return this.#write(room, undefined, id, about, whyNoMessage(message));
  }

  #wrongWith(text, id) {
    return whyNotSaid(text, id, this.#options.limits());
  }

  #write(room, text, id, about, wrong) {
    const { outbox, says, whyNot, refuse } = this.#options;
    const name = roomName(room);
    const why = whyNot(name) ?? wrong;
    if (why) {
      return refuse(why, { room, id });
    }
    const isUnderWay = outbox.of(name).some((each) => each.id === id);
    const promise = says.promise(id, name);
    if (!isUnderWay) {
      outbox.write(name, text, id, about);
    }
    return promise;
  }
}

/** A message as others name it: of one that was heard, or {from, id} itself. */
const named = (message) => ({ from: message?.from?.id ?? message?.from, id: message?.id });
