import * as frames from '../net/frames.js';
import { Allowed } from './allowed.js';
import { Emitter } from './emitter.js';
import { referenceTo } from './keys.js';
import { mentions } from './mentions.js';
import { MyRooms } from './myrooms.js';
import { nickname } from './names.js';
import { Search } from './search.js';

const TYPING_EVERY_MS = 3000;
const MOST_ROOMS = 200;
const PAUSE_MS = 2000;

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
  #lastTyping = 0;
  #isWatched;
  #allowed = new Allowed();

  /** `isWatched(room)`: whether what arrives there now is seen at once. */
  constructor({ send, store, outbox, clock, isWatched, random, habits }) {
    super();
    this.#send = send;
    this.#store = store;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#isWatched = isWatched;
    this.search = new Search({ send }).on('change', () => this.emit('search'));
    this.me.nick = nickname(String(store.get('nick', ''))) ?? ''; // or the server would refuse it
    this.#mine = new MyRooms({ send, store, outbox, clock, random, habits })
      .on('list', () => this.emit('rooms'))
      .on('room', (room) => this.emit('room', room))
      .on('message', (...what) => this.emit('message', ...what))
      .on('lost', () => this.emit('lost'))
      .on('out', (room) => this.emit('out', room))
      .on('left', (...what) => this.emit('left', ...what));
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

  /** What is written is an answer if one was begun. */
  say(text) {
    const { name, reading, writing } = this.current;
    reading.hideDivider();
    this.#lastTyping = 0;
    const re = writing.answered ? referenceTo(writing.answered) : undefined;
    this.#outbox.write(name, text, undefined, { re });
  }

  /** Another text for a message, or nothing when it says the same. */
  edit(room, message, text) {
    if (text !== message.text) {
      this.#change(room, message, 'edit', text);
    }
  }

  remove(room, message) {
    this.#change(room, message, 'delete');
  }

  /** What was to become of it before is no longer of interest. */
  #change(room, message, type, text) {
    const of = referenceTo(message);
    this.#outbox
      .of(room.name)
      .filter((item) => item.state === 'refused' && item.of?.id === of.id && item.of.from === of.from)
      .forEach(({ id }) => this.#outbox.drop(id));
    this.#outbox.write(room.name, text, undefined, { type, of });
  }

  /** {act, room, person, minutes, reason}: false when nobody hears it. */
  moderate(what) {
    return this.#send(frames.moderate(what));
  }

  /** Whether one may `see`, `read`, `say`, `edit` (one's own), `search` or `moderate` there. */
  may(room, deed) {
    return this.#allowed.may(room, deed);
  }

  /** Whether this message can be changed or taken back by whoever is here. */
  mayEdit(room, { from, deleted, text }) {
    const isText = !deleted && text !== undefined;
    return isText && from.id === this.me.id && this.may(room.name, 'edit');
  }

  mayRemove(room, { from, deleted }) {
    return !deleted && this.may(room.name, from.id === this.me.id ? 'edit' : 'moderate');
  }

  typing() {
    const now = this.#clock.now();
    if (this.current?.joined && now - this.#lastTyping > TYPING_EVERY_MS) {
      this.#lastTyping = now;
      this.#send(frames.typing(this.current.name));
    }
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
      edit: (frame, room) => this.#changed(frame, room),
      delete: (frame, room) => this.#changed(frame, room),
      ack: (frame, room) => this.#acked(frame, room),
      left: ({ room: name }) => this.#mine.putOut(name),
      notice: (frame, room) => {
        const { text, by, room: name } = frame;
        const at = this.#clock.now();
        (name === undefined ? [...this.rooms.values()] : [room]).forEach((each) =>
          each?.tell({ text, by, at }),
        );
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
      error: (frame, room) => this.#refused(frame, room),
    }),
  );

  #changed(frame, room) {
    room?.amend(frame);
    this.search.changed(frame);
    if (frame.from.id === this.me.id) {
      this.#outbox.arrived(frame.id);
    }
  }

  /** A change whose place is behind us is not told any more. */
  #acked(frame, room) {
    const { type, of, text } = this.#outbox.find(frame.id) ?? {};
    const place = room?.place ?? null;
    this.#outbox.acked(frame, place);
    if (of && place?.epoch === frame.epoch && frame.seq <= place.after) {
      room.change({ ...frame, type, of, text, from: this.me });
      room.emit('change');
    }
  }

  #refused(frame, room) {
    const { id, code, message, retryAfterMs = 0 } = frame;
    let isNews = false;
    if (room?.joined && code === 'forbidden') {
      room.why = message; // we may be put out: then `left` comes next
    }
    if (id) {
      this.#outbox.failed(frame);
    } else if (room && !room.joined) {
      isNews = this.#mine.notEntered(frame);
    } else if (room?.pages.isUnderWay || this.search.isAbout(frame)) {
      this.search.refused(frame); // the one or the other: both can be asked again
      this.#clock.after(retryAfterMs || PAUSE_MS, () => room?.unload());
    } else {
      isNews = code !== 'rate_limited' && code !== 'not_joined';
    }
    if (isNews) {
      this.emit('refused', frame);
    }
    if (code === 'not_joined' && room?.joined) {
      room.away(); // the node knows better
      this.#mine.tryAgain(room.name);
    }
  }
}
