import { Emitter } from './emitter.js';
import { randomId } from './names.js';

const ANSWER_MS = 5_000;
const RETRY_MS = 2_000;
const MOST_PATIENT_MS = 60_000;
/** Refusals that another try may cure; the others are about the message itself. */
const PASSING = ['rate_limited', 'busy', 'no_quorum', 'not_confirmed', 'not_joined', 'internal'];
/** What nothing is to be done about, for now. */
const SETTLED = ['sent', 'here', 'refused'];

/**
 * What was written here and is not yet in the room and kept, in the order of writing: messages, and
 * changes of messages, which have a `type` and say what they are `of`.
 *
 *     waiting --its turn--> sending --ack--> sent --echo--> gone
 *                              |--echo--> here --ack--> gone
 *                              |--no answer, passing error--> unconfirmed --later--> sending
 *                              |--other error--> refused --again or dropped by hand
 *
 * One message of a room is under way at a time, so that a retry cannot overtake. What is here has
 * its place and holds up nobody; yet without its ack, which waits for a disk, it may be lost with
 * the node, so it is sent again on the next connection. Each is stored under a key of its own until
 * its ack: two tabs, a reload or a closed tab lose none, and as all send it under the same id, the
 * server keeps one. What an earlier connection or page may have sent is marked `again`: it may be
 * older than what the server remembers.
 *
 * Tells `change` with the room, `acked` and `refused` with the frame, and `silence` when a message
 * has had no answer for so long that another connection is worth a try - each time later than
 * before, until an answer comes.
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

  /** What is not in the room yet. */
  of(room) {
    return this.#items.filter((item) => item.room === room && !item.isHere);
  }

  /** What was written under this id and is not settled, or undefined. */
  find = (id) => this.#items.find((item) => item.id === id);

  get rooms() {
    return [...new Set(this.#items.map(({ room }) => room))];
  }

  /** `about` is {re} of an answer, {type: 'edit' | 'delete', of} of a change. */
  write(room, text, id = randomId(), about = {}) {
    const item = { room, id, text, ...about, at: this.#clock.now() };
    this.#store.set(`out.${item.id}`, item);
    this.#items.push({ ...item, state: 'waiting' });
    this.flush(room);
  }

  /** Sends the room's next message, if none is under way; and of those that are here the same. */
  flush(room) {
    const open = this.#items.filter((item) => item.room === room && !SETTLED.includes(item.state));
    this.#next(open.find(({ isHere }) => !isHere));
    this.#next(open.find(({ isHere }) => isHere));
    this.emit('change', room);
  }

  #next(item) {
    if (item && item.state !== 'sending' && !item.pause && this.#send(item)) {
      item.state = 'sending';
      item.wasSent = true;
      item.cancel = this.#clock.after(ANSWER_MS, () => this.#unanswered(item));
    }
  }

  /** The connection is gone: what was under way has an unknown fate. */
  halt() {
    this.#items.forEach((item) => {
      this.#calm(item);
      item.state = ['sending', 'here'].includes(item.state) ? 'unconfirmed' : item.state;
      item.again ||= item.wasSent;
    });
    this.rooms.forEach((room) => this.emit('change', room));
  }

  /** `place` {epoch, after} is up to where the room was heard. */
  acked(frame, place = null) {
    const { id, epoch, seq } = frame;
    const item = this.find(id);
    this.#answered();
    if (item && (item.isHere || isPast(frame, place))) {
      this.#remove(item);
    } else if (item) {
      this.#calm(item);
      Object.assign(item, { state: 'sent', epoch, seq });
      this.#store.remove(`out.${id}`);
      this.flush(item.room);
    }
    this.emit('acked', frame);
  }

  /** The room goes on from here: whatever was sent before will not be heard again. */
  resumed(room, place) {
    this.of(room)
      .filter((item) => item.state === 'sent' && isPast(item, place))
      .forEach((item) => this.#remove(item));
  }

  /** It is among the room's messages now. */
  arrived(id) {
    const item = this.find(id);
    if (item?.state === 'sent') {
      this.#remove(item);
    } else if (item) {
      this.#calm(item);
      item.isHere = true;
      item.state = item.state === 'sending' ? 'here' : item.state;
      this.flush(item.room);
    }
  }

  failed(frame) {
    const { id, code, retryAfterMs } = frame;
    this.#answered();
    const item = this.find(id);
    if (!item || item.state === 'sent') {
      return;
    }
    if (PASSING.includes(code)) {
      this.#retry(item, code, retryAfterMs ?? RETRY_MS);
    } else {
      this.#calm(item);
      Object.assign(item, { state: 'refused', code, why: frame.message });
      this.flush(item.room);
      this.emit('refused', frame);
    }
  }

  /** By hand, now. */
  again(id) {
    const item = this.find(id);
    if (item && item.state !== 'sent') {
      this.#calm(item);
      item.state = 'waiting';
      this.flush(item.room);
    }
  }

  drop(id) {
    this.#items.filter((item) => item.id === id).forEach((item) => this.#remove(item));
  }

  /** What is yet to be sent there, no longer to be sent; to be put back if somebody thinks better. */
  setAside(room) {
    const unsent = this.of(room).filter(({ state }) => state !== 'sent');
    this.#items.filter((item) => item.room === room).forEach((item) => this.#remove(item));
    return unsent;
  }

  putBack(unsent) {
    const back = unsent.map(({ id, room, text, re, type, of, at }) => ({ id, room, text, re, type, of, at }));
    back.forEach((item) => {
      this.#store.set(`out.${item.id}`, item);
      this.#items.push({ ...item, state: 'waiting', again: true });
    });
    new Set(back.map(({ room }) => room)).forEach((room) => this.flush(room));
  }

  #unanswered(item) {
    const now = this.#clock.now();
    this.#retry(item, 'not_confirmed', 0);
    if (!item.isHere && now >= this.#quietUntil) {
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
}

/** Whether it is behind us, or of another numbering. */
const isPast = ({ epoch, seq }, place) =>
  place !== null && (epoch !== place.epoch || seq <= place.after);
