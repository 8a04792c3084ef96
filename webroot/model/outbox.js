import { Emitter } from './emitter.js';
import { randomId } from './names.js';

const ANSWER_MS = 5_000;
const RETRY_MS = 2_000;
const MOST_PATIENT_MS = 60_000;
/** Refusals that another try may cure; the others are about the message itself. */
const PASSING = ['rate_limited', 'busy', 'no_quorum', 'not_confirmed', 'not_joined', 'internal'];

/**
 * What was written here and is not yet in the room, in the order of writing.
 *
 *     waiting --its turn--> sending --ack--> sent --echo--> gone
 *                              |--no answer, passing error--> unconfirmed --later--> sending
 *                              |--other error--> refused --again or dropped by hand
 *
 * One message of a room is under way at a time, so that a retry cannot overtake. Each is stored
 * under a key of its own until its ack: two tabs, a reload or a closed tab lose none, and as all
 * send it under the same id, the server keeps one. What an earlier connection or page may have sent
 * is marked `again`: it may be older than what the server remembers.
 *
 * Tells `change` with the room, and `silence` when a message has had no answer for so long that
 * another connection is worth a try - each time later than before, until an answer comes.
 */
export class Outbox extends Emitter {
  #store;
  #send;
  #clock;
  #items = [];
  #patience = 0;
  #quietUntil = 0;

  /** `send(item)` is false when nobody hears it. */
  constructor({ store, send, clock }) {
    super();
    this.#store = store;
    this.#send = send;
    this.#clock = clock;
    this.#items = store
      .all('out.')
      .sort((a, b) => a.at - b.at)
      .map((item) => ({ ...item, state: 'waiting', again: true }));
  }

  /** What to show behind the room's messages. */
  of(room) {
    return this.#items.filter((item) => item.room === room);
  }

  get rooms() {
    return [...new Set(this.#items.map(({ room }) => room))];
  }

  write(room, text) {
    const item = { room, id: randomId(), text, at: this.#clock.now() };
    this.#store.set(`out.${item.id}`, item);
    this.#items.push({ ...item, state: 'waiting' });
    this.flush(room);
  }

  /** Sends the room's next message, if none is under way. */
  flush(room) {
    const open = this.of(room).filter(({ state }) => state !== 'sent' && state !== 'refused');
    const next = open[0];
    if (next && next.state !== 'sending' && !next.pause && this.#send(next)) {
      next.state = 'sending';
      next.wasSent = true;
      next.cancel = this.#clock.after(ANSWER_MS, () => this.#unanswered(next));
    }
    this.emit('change', room);
  }

  /** The connection is gone: what was under way has an unknown fate. */
  halt() {
    this.#items.forEach((item) => {
      this.#calm(item);
      item.state = item.state === 'sending' ? 'unconfirmed' : item.state;
      item.again ||= item.wasSent;
    });
    this.rooms.forEach((room) => this.emit('change', room));
  }

  acked({ room, id, epoch, seq }) {
    this.#answered();
    const item = this.#find(id);
    if (item) {
      this.#calm(item);
      Object.assign(item, { state: 'sent', epoch, seq });
      this.#store.remove(`out.${id}`);
      this.flush(room);
    }
  }

  /** The room goes on from here: whatever was sent before will not be heard again. */
  resumed(room, epoch, heard) {
    this.of(room)
      .filter((item) => item.state === 'sent' && (item.epoch !== epoch || item.seq <= heard))
      .forEach((item) => this.#remove(item));
  }

  /** It is among the room's messages now. */
  arrived(id) {
    const item = this.#find(id);
    if (item) {
      this.#remove(item);
    }
  }

  failed({ id, code, retryAfterMs }) {
    this.#answered();
    const item = this.#find(id);
    if (!item || item.state === 'sent') {
      return;
    }
    if (PASSING.includes(code)) {
      this.#retry(item, code, retryAfterMs ?? RETRY_MS);
    } else {
      this.#calm(item);
      Object.assign(item, { state: 'refused', code });
      this.flush(item.room);
    }
  }

  /** By hand, now. */
  again(id) {
    const item = this.#find(id);
    if (item && item.state !== 'sent') {
      this.#calm(item);
      item.state = 'waiting';
      this.flush(item.room);
    }
  }

  drop(id) {
    const item = this.#find(id);
    if (item) {
      this.#remove(item);
    }
  }

  /** What is yet to be sent there, no longer to be sent; to be put back if somebody thinks better. */
  setAside(room) {
    const unsent = this.of(room).filter(({ state }) => state !== 'sent');
    this.of(room).forEach((item) => this.#remove(item));
    return unsent;
  }

  putBack(unsent) {
    const back = unsent.map(({ id, room, text, at }) => ({ id, room, text, at }));
    back.forEach((item) => {
      this.#store.set(`out.${item.id}`, item);
      this.#items.push({ ...item, state: 'waiting', again: true });
    });
    new Set(back.map(({ room }) => room)).forEach((room) => this.flush(room));
  }

  #unanswered(item) {
    const now = this.#clock.now();
    this.#retry(item, 'not_confirmed', 0);
    if (now >= this.#quietUntil) {
      this.#patience = Math.min(MOST_PATIENT_MS, this.#patience * 2 || ANSWER_MS);
      this.#quietUntil = now + this.#patience;
      this.emit('silence');
    }
  }

  #answered() {
    this.#patience = 0;
    this.#quietUntil = 0;
  }

  #retry(item, code, ms) {
    this.#calm(item);
    Object.assign(item, { state: 'unconfirmed', code, pause: true });
    item.cancel = this.#clock.after(ms, () => this.again(item.id));
    this.emit('change', item.room);
  }

  #remove(item) {
    this.#calm(item);
    this.#items = this.#items.filter((each) => each !== item);
    this.#store.remove(`out.${item.id}`);
    this.flush(item.room);
  }

  #calm(item) {
    item.cancel?.();
    item.cancel = null;
    item.pause = false;
  }

  #find(id) {
    return this.#items.find((item) => item.id === id);
  }
}
