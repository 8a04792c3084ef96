import * as frames from '../net/frames.js';
import { Emitter } from './emitter.js';
import { Joining } from './joining.js';
import { HABITS, Room } from './room.js';
import { Visits } from './visits.js';

const KEEP_AFTER_MS = 1000;

/**
 * The rooms this page is in, the one in front, and what becomes of them: in this tab, in others, and
 * for the next visit.
 *
 * Tells `list` when the list or the room in front changes, `room` when one of them does, `message`
 * for what nobody has seen yet, `lost` for what was found and is gone, and `left` with a way back
 * when a room was left by hand, `out` when somebody put us out of one.
 */
export class MyRooms extends Emitter {
  all = new Map();
  current = null;
  #send;
  #outbox;
  #clock;
  #visits;
  #joining;
  #habits;
  #cancelKeeping = null;

  constructor({ send, store, outbox, clock, random, habits = HABITS }) {
    super();
    this.#habits = habits;
    this.#send = send;
    this.#outbox = outbox;
    this.#clock = clock;
    this.#visits = new Visits(store);
    this.#joining = new Joining({ send: (name) => this.#join(name), clock, random });
    this.#visits.list().forEach((kept) => this.#add(this.#room(kept.name, kept)));
    outbox.rooms.forEach((name) => this.enter(name));
    store.on('change', (key) => this.#changedElsewhere(Visits.roomOf(key)));
  }

  /** Brings a room to the front, joining it if need be. */
  open(name) {
    if (this.current?.name === name) {
      return;
    }
    this.current?.leave();
    this.enter(name);
    this.current = this.all.get(name);
    this.emit('list');
  }

  /** Joins a room if need be; `place` {epoch, after} is how far it was heard in another life. */
  enter(name, place = null) {
    if (this.all.has(name)) {
      return;
    }
    const room = this.#room(name);
    if (place) {
      room.timeline.resumeAt(place);
    }
    this.#visits.open(name, this.#clock.now());
    this.#add(room);
    this.#joining.ask(name);
  }

  /** The room to its left comes to the front. */
  leave(name) {
    const room = this.all.get(name);
    const unsent = this.#outbox.setAside(name);
    this.#visits.leave(name);
    this.#forget(room);
    this.emit('left', name, () => this.#comeBack(room, unsent));
  }

  /** The next or the one before, by the order of the list. */
  step(by) {
    const names = [...this.all.keys()];
    const at = names.indexOf(this.current?.name) + by;
    if (names.length) {
      this.open(names[(at + names.length) % names.length]);
    }
  }

  /** A new connection: all are entered, the one in front first. */
  enterAll(rate) {
    this.#joining.begin(rate);
    const names = [...this.all.keys()];
    new Set([...(this.current ? [this.current.name] : []), ...names]).forEach((name) =>
      this.#joining.ask(name),
    );
  }

  /** A room that refused to let us in may have changed its mind, or not know us any more. */
  tryAgain(name) {
    this.#joining.ask(name);
  }

  entered(frame) {
    this.#joining.entered(frame.room);
    this.all.get(frame.room)?.enter(frame);
  }

  /** The room stays in the list, and with it what is yet to be sent there. True when it is news. */
  notEntered(frame) {
    this.#joining.refused(frame);
    return frame.code !== 'rate_limited' && this.all.get(frame.room).refuse(frame.code, frame.message);
  }

  /** The server says that we are out of a room in which we were. */
  putOut(name) {
    const room = this.all.get(name);
    if (room?.joined) {
      this.#joining.forget(name);
      room.putOut();
      this.emit('out', room);
    }
  }

  /** The house says something, in one room or in all. */
  tell({ room, text, by }) {
    const rooms = room === undefined ? [...this.all.values()] : [this.all.get(room)];
    rooms.forEach((each) => each?.tell({ text, by, at: this.#clock.now() }));
  }

  away() {
    this.#joining.stop();
    this.all.forEach((room) => room.away());
  }

  /** For the next visit and the other tabs: how far each room was read. */
  keep() {
    this.#cancelKeeping?.();
    this.#cancelKeeping = null;
    this.all.forEach(({ name, timeline: { epoch }, reading: { read } }) => {
      if (epoch !== null) {
        this.#visits.read(name, { epoch, read });
      }
    });
  }

  #room(name, kept = null) {
    return new Room(name, kept, this.#habits);
  }

  #add(room) {
    room.on('change', () => this.#changed(room));
    room.on('lost', () => this.emit('lost'));
    room.on('message', (message, isMention) => this.emit('message', room, message, isMention));
    this.all.set(room.name, room);
    this.emit('list');
  }

  #forget(room) {
    const names = [...this.all.keys()];
    this.#send(frames.leave(room.name));
    this.#joining.forget(room.name);
    this.all.delete(room.name);
    room.away();
    if (this.current === room) {
      const next = names[names.indexOf(room.name) - 1] ?? names[1];
      this.current = this.all.get(next) ?? null;
    }
    const full = [...this.all.values()].filter(({ refusal }) => refusal === 'room_full');
    full.forEach(({ name }) => this.#joining.ask(name)); // there is a place more
    this.emit('list');
  }

  #comeBack(room, unsent) {
    if (!this.all.has(room.name)) {
      this.#visits.open(room.name, this.#clock.now());
      this.all.set(room.name, room);
      this.#joining.ask(room.name);
    }
    this.#outbox.putBack(unsent);
    this.open(room.name);
  }

  #join(name) {
    const room = this.all.get(name);
    if (room && !room.joined) {
      this.#send(frames.join(name, room.place, this.#habits.recent));
    }
  }

  /** Another tab has opened, left or read a room. Nobody is thrown out of the one in front. */
  #changedElsewhere(name) {
    const kept = name && this.#visits.of(name);
    const room = this.all.get(name);
    if (kept && room) {
      room.readElsewhere(kept);
    } else if (kept) {
      this.#add(this.#room(name, kept));
      this.#joining.ask(name);
    } else if (room && room !== this.current) {
      this.#forget(room);
    }
  }

  #changed(room) {
    this.#cancelKeeping ??= this.#clock.after(KEEP_AFTER_MS, () => this.keep());
    this.emit('room', room);
  }
}
