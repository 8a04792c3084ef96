import { Emitter } from './emitter.js';
import { randomId } from './names.js';

const ANSWER_MS = 15_000;
const RETRY_MS = 2_000;
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
 * send it under the same id, the server keeps one.
 */
export class Outbox extends Emitter {
  #store;
  #send;
  #clock;
  #items = [];

  /** `send(item)` is false when nobody hears it. */
  constructor({ store, send, clock }) {
    super();
    this.#store = store;
    this.#send = send;
    this.#clock = clock;
    this.#items = store
      .all('out.')
      .sort((a, b) => a.at - b.at)
      .map((item) => ({ ...item, state: 'waiting' }));
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
      next.cancel = this.#clock.after(ANSWER_MS, () => this.#retry(next, 'not_confirmed', 0));
    }
    this.emit('change', room);
  }

  /** The connection is gone: what was under way has an unknown fate. */
  halt() {
    this.#items.forEach((item) => {
      this.#calm(item);
      item.state = item.state === 'sending' ? 'unconfirmed' : item.state;
    });
    this.rooms.forEach((room) => this.emit('change', room));
  }

  acked({ room, id, epoch, seq }) {
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
