import { FOR_GOOD } from '../model/joining.js';
import { nickname, roomName } from '../model/names.js';
import { Store } from '../model/store.js';
import * as frames from '../net/frames.js';
import { Answers } from './answers.js';
import { Asking } from './asking.js';
import { assemble } from './assembly.js';
import { Events } from './events.js';
import { settled } from './options.js';
import { BAD_ROOM, ChatError, CLOSED, LEFT, whyNotAsked } from './refusals.js';
import { Saying } from './saying.js';

export { ChatError };

/** For programs: chat.d.ts says what everything here takes, gives and refuses. */
export const connect = (options) => new Client(settled(options));

/** The page without a page: what that is made of, put together by the same hand. */
class Client {
  #events = new Events();
  #answers;
  #asking;
  #saying;
  #connection;
  #outbox;
  #chat;

  constructor({ nick, ...options }) {
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
    this.#answers = new Answers({
      ...{ connection, outbox, chat, clock: options.clock },
      onError: (error) => this.#events.tell('error', error),
    });
    this.#saying = new Saying({
      outbox,
      says: this.#answers.says,
      limits: () => chat.limits,
      whyNot: (room) => this.#whyNot(room, this.#answers.says),
      refuse: (why, about) => this.#answers.refuse(why, about),
    });
    this.#asking = new Asking({
      questions: this.#answers.questions,
      whyNot: (room) => this.#whyNot(room, this.#answers.questions),
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
      return this.#answers.refuse(name === null ? BAD_ROOM : CLOSED, { room });
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

  say(room, text, options) {
    return this.#saying.say(room, text, options);
  }

  edit(room, message, text, options) {
    return this.#saying.edit(room, message, text, options);
  }

  remove(room, message, options) {
    return this.#saying.remove(room, message, options);
  }

  may(room, deed) {
    return this.#chat.may(roomName(room), deed);
  }

  moderate(room, act, person, options) {
    return this.#asking.moderate(room, act, person, options);
  }

  // ---- what is asked

  history(room, page) {
    return this.#asking.history(room, page);
  }

  search(text, options) {
    return this.#asking.search(text, options);
  }

  rooms(limit) {
    return this.#asking.rooms(limit);
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
}
