const LONGEST_ID = 64;
const MOST_PENDING = 1_000;

/** What was refused, and why: `code` is for programs, `message` for people. */
export class ChatError extends Error {
  name = 'ChatError';

  /** Of an `error` frame, or what looks like one. */
  constructor({ message, code, room, id, retryAfterMs }) {
    super(message);
    this.code = code;
    Object.entries({ room, id, retryAfterMs })
      .filter(([, value]) => value !== undefined && value !== null)
      .forEach(([name, value]) => (this[name] = value));
  }
}

// ---- what is refused before the server hears of it

export const CLOSED = { code: 'closed', message: 'this client was closed' };
export const LEFT = { code: 'not_confirmed', message: 'the room was left before there was an answer' };
export const BAD_ROOM = {
  code: 'bad_field',
  message: 'room: 1 to 64 letters, digits, "-", "_" or "." are the name of a room',
};
const NOT_JOINED = { code: 'not_joined', message: 'join the room first' };
const TOO_MANY = { code: 'busy', message: 'a thousand others wait for their answers already' };
const BAD_TEXT = { code: 'bad_field', message: 'text: a text is needed that is not empty' };
const BAD_ID = { code: 'bad_field', message: `id: 1 to ${LONGEST_ID} characters name a message` };
const TOO_LONG = { code: 'too_long', message: 'text: a message has fewer characters' };

/** Why nothing may be asked of this room, or null; it is undefined where there is none to be in. */
export function whyNotAsked(room, rooms, waiting) {
  if (room === null) {
    return BAD_ROOM;
  }
  if (room !== undefined && !rooms.has(room)) {
    return NOT_JOINED;
  }
  return waiting >= MOST_PENDING ? TOO_MANY : null;
}

const BAD_MESSAGE = { code: 'bad_field', message: 'a message has from and id' };

/** Why this names no message, or null. */
export function whyNoMessage(message) {
  const from = message?.from?.id ?? message?.from;
  return typeof from === 'string' && typeof message.id === 'string' ? null : BAD_MESSAGE;
}

/** Why this can be no message, or null. Too long a text would cost the connection. */
export function whyNotSaid(text, id, limits) {
  if (typeof text !== 'string' || text === '') {
    return BAD_TEXT;
  }
  if (typeof id !== 'string' || id === '' || id.length > LONGEST_ID) {
    return BAD_ID;
  }
  return text.length > limits.text && [...text].length > limits.text ? TOO_LONG : null;
}
