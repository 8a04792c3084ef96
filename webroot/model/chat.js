import * as frames from '../net/frames.js';
import { Allowed } from './allowed.js';
import { Amending } from './amending.js';
import { Emitter } from './emitter.js';
import { mentions } from './mentions.js';
import { MyRooms } from './myrooms.js';
import { nickname } from './names.js';
import { Refusals } from './refusals.js';
import { Search } from './search.js';
import { Typing } from './typists.js';

const MOST_ROOMS = 200;

/**
 * What a person does here, and what becomes of each frame that arrives.
 *
 * Tells `rooms` when the list or the room in front changes, `room` when one of them does, `message`
 * for what nobody has seen yet, `me`, `active` (rooms of the server), `search`, `left` (a room, and
 * the way back), `out` (a room we were put out of), `lost` (a message that was found is gone), `notice`
 * (what the house says), `done` (what was done about a person) and `refused` (an error).
 */
export class Chat extends Emitter {
  active = [];
  me = { id: null, nick: '' };
  limits = { text: 4000, rooms: 50 };
  #send;
  #store;
  #mine;
  #outbox;
  #clock;
  #typing;
  #isWatched;
  #allowed = new Allowed();
  #refusals;

  /** `isWatched(room)`: whether what arrives there now is seen at once. */
  constructor({ send, store, outbox, clock, isWatched, random, habits }) {
    super();
    this.#send = send;
    this.#store = store;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#isWatched = isWatched;
    this.#typing = new Typing({ send, clock });
    this.search = new Search({ send }).on('change', () => this.emit('search'));
    this.amending = new Amending({ outbox, chat: this });
    this.me.nick = nickname(String(store.get('nick', ''))) ?? ''; // or the server would refuse it
    this.#mine = new MyRooms({ send, store, outbox, clock, random, habits });
    this.#mine.on('list', () => this.emit('rooms'));
    for (const event of ['room', 'message', 'lost', 'out', 'left']) {
      this.#mine.on(event, (...what) => this.emit(event, ...what));
    }
    this.#refusals = new Refusals({ mine: this.#mine, outbox, search: this.search, clock });
  }

  get rooms() {
    return this.#mine.all;
  }

  get current() {
    return this.#mine.current;
  }

  // ---- what a person does

  open(name) {
    this.#mine.open(name);
  }

  enter(name, place) {
    this.#mine.enter(name, place);
  }

  leave(name) {
    this.#mine.leave(name);
  }

  step(by) {
    this.#mine.step(by);
  }

  tryAgain(name) {
    this.#mine.tryAgain(name);
  }

  keep() {
    this.#mine.keep();
  }

  rename(nick) {
    this.me = { ...this.me, nick };
    this.#store.set('nick', nick);
    this.#send(frames.nick(nick));
    this.emit('me');
  }

  say(text) {
    this.#typing.stopped();
    this.amending.say(this.current, text);
  }

  /** {act, room, person, minutes, reason}: false when nobody hears it. */
  moderate(what) {
    return this.#send(frames.moderate(what));
  }

  /** Whether one may `see`, `read`, `say`, `edit` (one's own), `search` or `moderate` there. */
  may(room, deed) {
    return this.#allowed.may(room, deed);
  }

  typing() {
    this.#typing.at(this.current);
  }

  /** More of the past of the room in front. */
  lookBack() {
    this.#look(this.current, 'older');
  }

  /** More of what came behind a piece of its history. */
  lookAhead() {
    this.#look(this.current, 'newer');
  }

  /** What is missing behind this number. */
  fill(after) {
    this.#look(this.current, 'fill', after);
  }

  /** A message that was found: brings it to the front with what was said around it. */
  show(message) {
    this.open(message.room);
    this.current.goTo(message);
    this.#look(this.current, 'next');
  }

  #look(room, ...wish) {
    const page = room?.wanted(...wish);
    if (page) {
      this.#send(frames.history(room.name, page));
    }
  }

  askForRooms() {
    this.#send(frames.rooms(MOST_ROOMS));
  }

  // ---- what arrives, a method per frame

  take(frame) {
    const room = this.rooms.get(frame.room);
    const known = this.#on.get(frame.type);
    if (known) {
      known(frame, room);
    } else if (Number.isInteger(frame.seq)) {
      room?.pass(frame.seq); // of a later version: it has its place in the order all the same
    }
  }

  /** The connection is gone. */
  away() {
    this.#mine.away();
    this.#outbox.halt();
    this.search.away();
  }

  #on = new Map(
    Object.entries({
      welcome: ({ id, nick, limits, may }) => {
        this.me = { id, nick };
        this.limits = { ...this.limits, ...limits };
        this.#allowed = new Allowed(may);
        this.emit('me');
        this.#mine.enterAll(limits?.rate);
      },
      joined: (frame, room) => {
        this.#mine.entered(frame);
        this.#outbox.resumed(frame.room, room?.place ?? null);
        this.#outbox.flush(frame.room);
        this.#look(room, 'next');
      },
      message: (frame, room) => {
        const mine = frame.from.id === this.me.id;
        const called = !mine && mentions(frame.text, this.me.nick);
        room?.take(frame, { mine, mentions: called, watched: this.#isWatched(room) });
        if (mine) {
          this.#outbox.arrived(frame.id);
        }
      },
      edit: (frame, room) => this.amending.heard(frame, room),
      delete: (frame, room) => this.amending.heard(frame, room),
      ack: (frame, room) => this.amending.acked(frame, room),
      left: ({ room: name }) => this.#mine.putOut(name),
      notice: (frame) => {
        this.#mine.tell(frame);
        this.emit('notice', frame);
      },
      done: (frame) => this.emit('done', frame),
      presence: (frame, room) => room?.presence(frame),
      typing: ({ people, from }, room) =>
        (people ?? [from])
          .filter(({ id }) => id !== this.me.id)
          .forEach((person) => room?.typing(person, this.#clock.now())),
      history: (frame, room) => {
        room?.history(frame);
        this.#look(room, 'next');
      },
      found: (frame) => this.search.found(frame),
      reset: (frame, room) => room?.reset(frame),
      rooms: ({ rooms }) => {
        this.active = rooms;
        this.emit('active');
      },
      error: (frame, room) => this.#refusals.take(frame, room) && this.emit('refused', frame),
    }),
  );
}
