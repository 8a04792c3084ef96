import { roomName } from '../model/names.js';
import * as frames from '../net/frames.js';
import { refused } from './pending.js';
import { ChatError } from './refusals.js';

const NEWEST = Number.MAX_SAFE_INTEGER;
const ACTS = ['kick', 'mute', 'unmute', 'ban', 'unban'];

/** What a program asks of the server that has one answer. */
export class Asking {
  #questions;
  #whyNot;

  /** `whyNot(room)`: why nothing may be asked there, or null; the room is undefined where it is about none. */
  constructor({ questions, whyNot }) {
    this.#questions = questions;
    this.#whyNot = whyNot;
  }

  history(room, { before = NEWEST, epoch, limit = 50 } = {}) {
    const name = roomName(room);
    const page = epoch === undefined ? { before, limit } : { before, epoch, limit };
    return this.#ask(frames.history(name, page), 'history', name, (frame) => ({
      ...pageOf(frame),
      messages: frame.messages.map((each) => ({ room: name, ...each })),
    }));
  }

  search(text, { room, before = null, limit = 20 } = {}) {
    const name = room === undefined ? undefined : roomName(room);
    const frame = frames.search({ room: name ?? null, text, before }, limit);
    return this.#ask(frame, 'found', name, pageOf);
  }

  rooms(limit = 50) {
    return this.#ask(frames.rooms(limit), 'rooms', undefined, ({ rooms }) => rooms);
  }

  moderate(room, act, person, { minutes, reason } = {}) {
    if (!ACTS.includes(act)) {
      throw new TypeError(`act is one of ${ACTS.join(', ')}`);
    }
    const name = roomName(room);
    const frame = frames.moderate({ act, room: name, person: person?.id ?? person, minutes, reason });
    return this.#ask(frame, 'done', name, ({ type, ...done }) => done);
  }

  #ask(frame, type, room, answer) {
    const why = this.#whyNot(room);
    return why ? refused(new ChatError(why)) : this.#questions.ask(frame, type, answer);
  }
}

const pageOf = ({ messages, more, next }) => (more ? { messages, more, next } : { messages, more });
