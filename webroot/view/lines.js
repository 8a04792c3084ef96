import { understand } from '../model/commands.js';
import { twinOf } from '../model/finding.js';
import { nickname, roomName, typedRoomName } from '../model/names.js';
import { t } from '../words/words.js';

/** What a line in the composer does: false when it stays there, as nothing came of it. */
export class Lines {
  #chat;
  #page;
  #signIn;
  #withdraw = () => {};

  constructor({ chat, page, signIn }) {
    this.#chat = chat;
    this.#page = page;
    this.#signIn = signIn;
  }

  take(line) {
    const { say, name, rest } = understand(line);
    this.#withdraw(); // what was wrong with the line before
    if (say === undefined) {
      const command = this.#commands.get(name);
      return command ? command(rest) : this.#not(t('command.unknown', { name }));
    }
    this.#chat.say(say);
    this.#page.toEnd();
    return true;
  }

  #commands = new Map([
    ['nick', (rest) => this.#rename(rest)],
    ['join', (rest) => (roomName(rest) ? this.#join(roomName(rest)) : this.#not(noRoom(rest)))],
    ['search', (rest) => done(this.#page.search(rest))],
    ['leave', () => done(this.#chat.leave(this.#chat.current.name))],
    ['help', () => done(this.#page.toast.show(t('command.help')))],
  ]);

  #not(sentence) {
    this.#withdraw = this.#page.toast.show(sentence);
    return false;
  }

  #rename(rest) {
    if (this.#signIn.isSignedIn) {
      return this.#not(t('signed.in', this.#chat.me));
    }
    return nickname(rest) ? done(this.#chat.rename(nickname(rest))) : this.#not(t('nick.bad'));
  }

  #join(room) {
    const chat = this.#chat;
    const twin = twinOf(room, [...chat.rooms.keys(), ...chat.active.map((each) => each.room)]);
    chat.open(room);
    if (twin) {
      const open = { label: t('rooms.twinOpen', { room: twin }), act: () => chat.open(twin) };
      this.#page.toast.show(t('rooms.twin', { room: twin }), open);
    }
    return true;
  }
}

const done = () => true;

function noRoom(rest) {
  const room = typedRoomName(rest);
  return room ? t('command.oneRoom', { room }) : t('room.bad');
}
