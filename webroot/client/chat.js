import { FOR_GOOD } from '../model/joining.js';
import { nickname, randomId, roomName } from '../model/names.js';
import { Store } from '../model/store.js';
import * as frames from '../net/frames.js';
import { Answers } from './answers.js';
import { assemble } from './assembly.js';
import { Events } from './events.js';
import { settled } from './options.js';
import { refused } from './pending.js';
import { BAD_ROOM, ChatError, CLOSED, LEFT, whyNoMessage, whyNotAsked, whyNotSaid } from './refusals.js';

export { ChatError };

const NEWEST = Number.MAX_SAFE_INTEGER;
const NOT_LET_IN = 4003;

/** For programs: chat.d.ts says what everything here takes, gives and refuses. */
export const connect = (options) => new Client(settled(options));

/** The page without a page: what that is made of, put together by the same hand. */
class Client {
  #events = new Events();
  #answers;
  #connection;
  #outbox;
  #chat;
  #isRenewed;
  #wasLetIn = false;

  constructor({ nick, isRenewed, ...options }) {
    const visits = new Store(() => null); // which rooms it is in is for the program to say
    visits.set('nick', nick);
    const { connection, outbox, chat } = assemble({
      ...options,
      visits,
      isWatched: () => true,
      take: (frame) => this.#take(frame),
      onState: (state) => this.#changed(state),
    });
    this.#connection = connection;
    this.#outbox = outbox;
    this.#chat = chat;
    this.#isRenewed = isRenewed;
    this.#answers = new Answers({
      ...{ connection, outbox, chat, clock: options.clock },
      onError: (error) => this.#events.tell('error', error),
    });
    chat.rooms.forEach((room) => this.#hear(room)); // where something is yet to be sent
    queueMicrotask(() => this.#isClosed || connection.connect());
  }

  get me() {
    return { ...this.#chat.me };
  }

  get state() {
    return this.#connection.state.name;
  }

  get #isClosed() {
    return this.state === 'closed';
  }

  on(event, listener) {
    this.#events.on(event, listener);
    return this;
  }

  off(event, listener) {
    this.#events.off(event, listener);
    return this;
  }

  // ---- rooms

  join(room, place = null) {
    const name = roomName(room);
    if (name === null || this.#isClosed) {
      return this.#no(name === null ? BAD_ROOM : CLOSED, { room });
    }
    const known = this.#chat.rooms.get(name);
    const promise = this.#answers.joins.promise(name, name);
    if (!known) {
      this.#chat.enter(name, place);
      this.#hear(this.#chat.rooms.get(name));
    } else if (known.joined) {
      this.#answers.joins.keep(name, { room: name, ...known.place });
    } else if (FOR_GOOD.includes(known.refusal)) {
      known.refusal = null;
      this.#chat.tryAgain(name);
    }
    return promise;
  }

  leave(room) {
    const name = roomName(room);
    if (this.#chat.rooms.has(name)) {
      this.#chat.leave(name);
      this.#answers.end(LEFT, name);
    }
  }

  people(room) {
    const { people } = this.#chat.rooms.get(roomName(room)) ?? {};
    return { people: people?.list() ?? [], count: people?.count ?? 0 };
  }

  typing(room) {
    this.#connection.send(frames.typing(roomName(room)));
  }

  rename(nick) {
    if (nickname(nick) === null) {
      throw new TypeError('nick has 1 to 32 visible characters');
    }
    this.#chat.rename(nickname(nick));
  }

  // ---- messages

  say(room, text, { id = randomId(), re } = {}) {
    const why = whyNotSaid(text, id, this.#chat.limits) ?? (re ? whyNoMessage(re) : null);
    return this.#write(room, text, id, { re: re && named(re) }, why);
  }

  edit(room, message, text, { id = randomId() } = {}) {
    const why = whyNotSaid(text, id, this.#chat.limits) ?? whyNoMessage(message);
    return this.#write(room, text, id, { type: 'edit', of: named(message) }, why);
  }

  remove(room, message, { id = randomId() } = {}) {
    const about = { type: 'delete', of: named(message) };
    return this.#write(room, undefined, id, about, whyNoMessage(message));
  }

  #write(room, text, id, about, wrong) {
    const name = roomName(room);
    const why = this.#whyNot(name, this.#answers.says) ?? wrong;
    if (why) {
      return this.#no(why, { room, id });
    }
    const isUnderWay = this.#outbox.of(name).some((each) => each.id === id);
    const promise = this.#answers.says.promise(id, name);
    if (!isUnderWay) {
      this.#outbox.write(name, text, id, about);
    }
    return promise;
  }

  // ---- rights

  may(room, deed) {
    return this.#chat.may(roomName(room), deed);
  }

  moderate(room, act, person, { minutes, reason } = {}) {
    if (!ACTS.includes(act)) {
      throw new TypeError(`act is one of ${ACTS.join(', ')}`);
    }
    const name = roomName(room);
    const frame = frames.moderate({ act, room: name, person: person?.id ?? person, minutes, reason });
    return this.#ask(frame, 'done', name, ({ type, ...done }) => done);
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

  #ask(frame, type, room, answer) {
    const why = this.#whyNot(room, this.#answers.questions);
    return why ? refused(new ChatError(why)) : this.#answers.questions.ask(frame, type, answer);
  }

  // ---- the connection

  reconnect() {
    if (!this.#isClosed) {
      this.#connection.connect();
    }
  }

  close() {
    this.#connection.close();
    this.#chat.keep();
    this.#answers.end(CLOSED);
  }

  #changed(state) {
    if (state.name !== 'open') {
      this.#answers.questions.away();
      this.#events.state(state);
    }
    if (state.name === 'ended' && state.code === NOT_LET_IN && this.#isRenewed && this.#wasLetIn) {
      this.#wasLetIn = false;
      queueMicrotask(() => this.reconnect()); // the token ran out while nobody could say so
    }
  }

  // ---- what arrives

  #take(frame) {
    if (!this.#answers.questions.take(frame)) {
      this.#chat.take(frame);
      this.#arrived.get(frame.type)?.(frame);
    }
  }

  #arrived = new Map(
    Object.entries({
      welcome: () => {
        this.#wasLetIn = true;
        this.#events.state(this.#connection.state); // now that it is known who we are
        this.#answers.questions.flush();
      },
      joined: ({ room }) => {
        this.#answers.joins.keep(room, { room, ...this.#chat.rooms.get(room)?.place });
        this.#answers.questions.flush();
      },
      presence: (frame) => this.#events.presence(frame),
      typing: (frame) => this.#events.typing(frame),
      notice: (frame) => this.#events.notice(frame),
    }),
  );

  #hear(room) {
    this.#events.hear(room, ({ from }) => from.id === this.#chat.me.id);
  }

  // ---- what is refused

  #whyNot(room, waiting) {
    return this.#isClosed ? CLOSED : whyNotAsked(room, this.#chat.rooms, waiting.size);
  }

  #no(why, about) {
    const error = new ChatError({ ...why, ...about });
    this.#events.tell('error', error);
    return refused(error);
  }
}

const ACTS = ['kick', 'mute', 'unmute', 'ban', 'unban'];

/** A message as others name it: of one that was heard, or {from, id} itself. */
const named = (message) => ({ from: message?.from?.id ?? message?.from, id: message?.id });

const pageOf = ({ messages, more, next }) => (more ? { messages, more, next } : { messages, more });
