import { referenceTo } from './keys.js';

/** Saying something, changing it and taking it back: by whom, on its way, and when it has come. */
export class Amending {
  #outbox;
  #chat;

  constructor({ outbox, chat }) {
    this.#chat = chat;
    this.#outbox = outbox.on('refused', ({ id, code }) => {
      if (code === 'not_found' && outbox.find(id)?.type === 'delete') {
        outbox.drop(id); // somebody else was faster
      }
    });
  }

  /** What is written is an answer if one was begun. */
  say({ name, reading, writing }, text) {
    const re = writing.answered ? referenceTo(writing.answered) : undefined;
    reading.hideDivider();
    this.#outbox.write(name, text, undefined, { re });
  }

  /** Whether whoever is here can give this message another text, */
  mayEdit(room, { from, deleted, text }) {
    const { me } = this.#chat;
    const isText = !deleted && text !== undefined;
    return isText && from.id === me.id && this.#chat.may(room.name, 'edit');
  }

  /** or take it back. */
  mayRemove(room, { from, deleted }) {
    const { me } = this.#chat;
    return !deleted && this.#chat.may(room.name, from.id === me.id ? 'edit' : 'moderate');
  }

  /** Another text for a message, or nothing when it says the same. */
  edit(room, message, text) {
    if (text !== message.text) {
      this.#write(room, message, 'edit', text);
    }
  }

  remove(room, message) {
    this.#write(room, message, 'delete');
  }

  /** What was refused before about the same message is no longer of interest. */
  #write(room, message, type, text) {
    const of = referenceTo(message);
    this.#outbox
      .of(room.name)
      .filter((item) => item.state === 'refused' && item.of?.id === of.id && item.of.from === of.from)
      .forEach(({ id }) => this.#outbox.drop(id));
    this.#outbox.write(room.name, text, undefined, { type, of });
  }

  /** An `edit` or a `delete` has its place in the room. */
  heard(frame, room) {
    room?.amend(frame);
    this.#chat.search.changed(frame);
    if (frame.from.id === this.#chat.me.id) {
      this.#outbox.arrived(frame.id);
    }
  }

  /** What was acknowledged has one, too; where that is behind us it is not told any more. */
  acked(frame, room) {
    const { type, of, text } = this.#outbox.find(frame.id) ?? {};
    const place = room?.place ?? null;
    this.#outbox.acked(frame, place);
    if (of && place?.epoch === frame.epoch && frame.seq <= place.after) {
      room.change({ ...frame, type, of, text, from: this.#chat.me });
      room.emit('change');
    }
  }
}
