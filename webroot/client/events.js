import { Listeners } from './listeners.js';

/** What a program is told, out of what the model tells. */
export class Events extends Listeners {
  /** `isMine(message)`: whether this client wrote it. */
  hear(room, isMine) {
    const { name, timeline } = room;
    room
      .on('heard', ({ type, ...message }) => {
        room.seen(); // so that it forgets
        this.tell('message', { ...message, epoch: timeline.epoch, mine: isMine(message) });
      })
      .on('gap', (after, first) =>
        this.tell('gap', { room: name, epoch: timeline.epoch, after, first }),
      )
      .on('renumbered', (epoch, first) => this.tell('reset', { room: name, epoch, first }));
  }

  presence({ room, joined, left, count }) {
    this.tell('presence', { room, joined, left, count });
  }

  /** Without what is for the page alone. */
  state({ refused, told, roundTrip, ...state }) {
    this.tell('state', state);
  }

  typing({ room, people }) {
    this.tell('typing', { room, people });
  }
}
