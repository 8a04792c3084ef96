const RIGHTS = ['say', 'edit', 'moderate'];

/** What the messages of the room in front offer to whoever is here, and what does it. */
export class Offers {
  #chat;

  /** `on` has {answer, edit, remove, moderate}; `onShow(message)` goes to one that another answers. */
  constructor({ chat, outbox, on, onShow }) {
    this.#chat = chat;
    this.on = {
      ...on,
      show: onShow,
      again: (id) => outbox.again(id),
      drop: (id) => outbox.drop(id),
    };
  }

  /** Another when something else is offered. */
  lookOf(room) {
    return room?.joined ? RIGHTS.map((deed) => this.#chat.may(room.name, deed)).join() : '';
  }

  rightsTo(message) {
    const { current: room, me, amending } = this.#chat;
    const may = (deed) => room.joined && this.#chat.may(room.name, deed);
    return {
      say: may('say'),
      edit: room.joined && amending.mayEdit(room, message),
      remove: room.joined && amending.mayRemove(room, message),
      moderate: may('moderate') && message.from.id !== me.id,
    };
  }
}
