import { Listeners } from './listeners.js';

/** What a program is told, out of what the model tells. */
export class Events extends Listeners {
  #state = '';

  /** `isMine(message)`: whether this client wrote it. */
  hear(room, isMine) {
    const { name, timeline } = room;
    room
      .on('heard', ({ type, ...message }) => {
        room.seen(); // so that it forgets
        this.tell('message', { ...message, epoch: timeline.epoch, mine: isMine(message) });
      })
      .on('changed', ({ type, ...change }) => {
        this.tell(type, { ...change, epoch: timeline.epoch, mine: isMine(change) });
      })
      .on('gap', (after, first) =>
        this.tell('gap', { room: name, epoch: timeline.epoch, after, first }),
      )
      .on('renumbered', (epoch, first) => this.tell('reset', { room: name, epoch, first }));
  }

  presence({ room, joined, left, count }) {
    this.tell('presence', { room, joined, left, count });
  }

  /** Without what is for the page alone, and what changes there. */
  state({ refused, told, roundTrip, ...state }) {
    const now = JSON.stringify(state);
    if (now !== this.#state) {
      this.#state = now;
      this.tell('state', state);
    }
  }

  notice({ room, text, by }) {
    this.tell('notice', { text, ...(room === undefined ? {} : { room }), ...(by ? { by } : {}) });
  }

  typing({ room, people }) {
    this.tell('typing', { room, people });
  }
}
