import { FOR_GOOD } from '../model/joining.js';
import { Pending, refused } from './pending.js';
import { Questions } from './questions.js';
import { ChatError } from './refusals.js';

/**
 * What a program waits for: to be in a room, that a message is kept, what it has asked. What the
 * server refuses for good is told, besides, to whoever listens.
 */
export class Answers {
  joins = new Pending();
  says = new Pending();
  questions;
  #outbox;
  #onError;

  constructor({ connection, outbox, chat, clock, onError }) {
    this.#onError = onError;
    this.#outbox = outbox
      .on('acked', ({ id, epoch, seq, at }) => this.says.keep(id, { id, epoch, seq, at }))
      .on('refused', (frame) => this.#unsaid(frame));
    chat.on('refused', (frame) => this.#refused(frame));
    this.questions = new Questions({
      send: (frame) => connection.send(frame),
      mayAsk: (room) => chat.rooms.get(room)?.joined,
      clock,
    });
  }

  /** Nobody answers any more, in this room or at all. */
  end(why, room = null) {
    const error = new ChatError({ ...why, room });
    [this.joins, this.says, this.questions].forEach((each) => each.refuseAll(error, room));
  }

  /** A promise that is refused before the server hears of it. */
  refuse(why, about) {
    const error = new ChatError({ ...why, ...about });
    this.#onError(error);
    return refused(error);
  }

  /** An error is about a message, about joining, or nobody knows about what. */
  #refused(frame) {
    const error = new ChatError(frame);
    if (FOR_GOOD.includes(frame.code)) {
      this.joins.refuse(frame.room, error);
    }
    this.#onError(error);
  }

  #unsaid(frame) {
    const error = new ChatError(frame);
    this.#outbox.drop(frame.id);
    this.says.refuse(frame.id, error);
    this.#onError(error);
  }
}
