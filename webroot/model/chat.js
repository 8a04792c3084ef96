import * as frames from '../net/frames.js';
import { Emitter } from './emitter.js';
import { mentions } from './mentions.js';
import { Room, RECENT } from './room.js';

const TYPING_EVERY_MS = 3000;

/**
 * The rooms this page is in, and what becomes of each frame that arrives.
 *
 * Tells `rooms` when the list or the room in front changes, `room` when one of them does, `message`
 * for what nobody has seen yet, `me`, `active` (rooms of the server) and `refused` (an error).
 */
export class Chat extends Emitter {
  rooms = new Map();
  current = null;
  active = [];
  me = { id: null, nick: '' };
  limits = { text: 4000 };
  #send;
  #store;
  #outbox;
  #clock;
  #lastTyping = 0;
  #isWatched;

  /** `isWatched(room)`: whether what arrives there now is seen at once. */
  constructor({ send, store, outbox, clock, isWatched }) {
    super();
    this.#send = send;
    this.#store = store;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#isWatched = isWatched;
    this.me.nick = store.get('nick', '');
    store.get('rooms', []).forEach((kept) => this.#add(kept.name, kept));
    outbox.rooms.filter((name) => !this.rooms.has(name)).forEach((name) => this.#add(name));
  }

  // ---- what a person does

  /** Brings a room to the front, joining it if need be. */
  open(name) {
    if (this.current?.name === name) {
      return;
    }
    this.current?.reading.hideDivider();
    if (!this.rooms.has(name)) {
      this.#add(name);
      this.#join(this.rooms.get(name));
    }
    this.current = this.rooms.get(name);
    this.emit('rooms');
  }

  /** The room to its left comes to the front. */
  leave(name) {
    const names = [...this.rooms.keys()];
    this.#send(frames.leave(name));
    this.#outbox.of(name).forEach(({ id }) => this.#outbox.drop(id));
    this.rooms.delete(name);
    if (this.current?.name === name) {
      const next = names[names.indexOf(name) - 1] ?? names[1];
      this.current = this.rooms.get(next) ?? null;
    }
    this.#changed();
  }

  rename(nick) {
    this.me = { ...this.me, nick };
    this.#store.set('nick', nick);
    this.#send(frames.nick(nick));
    this.emit('me');
  }

  say(text) {
    this.current.reading.hideDivider();
    this.#lastTyping = 0;
    this.#outbox.write(this.current.name, text);
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
    const page = this.current?.wanted();
    if (page) {
      this.#send(frames.history(this.current.name, page.before, page.limit));
    }
  }

  askForRooms() {
    this.#send(frames.rooms(50));
  }

  // ---- what arrives, a method per frame

  take(frame) {
    this.#on[frame.type]?.(frame, this.rooms.get(frame.room));
  }

  /** The connection is gone. */
  away() {
    this.rooms.forEach((room) => room.away());
    this.#outbox.halt();
  }

  #on = {
    welcome: ({ id, nick, limits }) => {
      this.me = { id, nick };
      this.limits = limits;
      this.emit('me');
      this.rooms.forEach((room) => this.#join(room));
    },
    joined: (frame, room) => {
      room?.enter(frame);
      this.#outbox.resumed(frame.room, frame.epoch, room?.timeline.heard);
      this.#outbox.flush(frame.room);
    },
    message: (frame, room) => {
      const mine = frame.from.id === this.me.id;
      const called = !mine && mentions(frame.text, this.me.nick);
      room?.take(frame, { mine, mentions: called, watched: this.#isWatched(room) });
      if (mine) {
        this.#outbox.arrived(frame.id);
      }
    },
    ack: (frame) => this.#outbox.acked(frame),
    presence: (frame, room) => room?.presence(frame),
    typing: (frame, room) =>
      frame.people.forEach((person) => room?.typing(person, this.#clock.now())),
    history: (frame, room) => room?.history(frame),
    reset: (frame, room) => room?.reset(frame),
    rooms: ({ rooms }) => {
      this.active = rooms;
      this.emit('active');
    },
    error: (frame, room) => this.#refused(frame, room),
  };

  #refused(frame, room) {
    if (frame.id) {
      this.#outbox.failed(frame);
      return;
    }
    this.rooms.forEach((each) => (each.loading = false));
    if (frame.code === 'rate_limited') {
      // says not of what: whatever room has not answered is asked again
      this.#clock.after(frame.retryAfterMs, () => this.#joinAgain());
      return;
    }
    if (frame.code === 'not_joined') {
      return; // it was about a room that has been left
    }
    if (room && !room.joined && ['room_full', 'bad_field'].includes(frame.code)) {
      this.leave(frame.room);
    }
    this.emit('refused', frame);
  }

  // ---- the list

  #add(name, kept) {
    const room = new Room(name, kept);
    room.on('change', () => this.emit('room', room));
    room.on('message', (message, isMention) => this.emit('message', room, message, isMention));
    this.rooms.set(name, room);
    this.#changed();
  }

  #join(room) {
    this.#send(frames.join(room.name, room.place, RECENT));
  }

  #joinAgain() {
    [...this.rooms.values()].filter(({ joined }) => !joined).forEach((room) => this.#join(room));
  }

  #changed() {
    this.keep();
    this.emit('rooms');
  }

  /** For the next visit: which rooms, and how far each was read. */
  keep() {
    const kept = [...this.rooms.values()].map((room) => {
      const { name, timeline, reading } = room;
      return timeline.epoch === null
        ? { ...room.kept, name }
        : { name, epoch: timeline.epoch, read: reading.read };
    });
    this.#store.set('rooms', kept);
  }
}
