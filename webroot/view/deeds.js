import { t } from '../words/words.js';
import { question } from './question.js';

/** What a message and a person offer, beyond being looked at. */
export class Deeds {
  #chat;
  #composer;
  #onEnd;

  /** `composer()` is where texts are written, `onEnd()` brings what is said now before the eyes. */
  constructor({ chat, composer, onEnd }) {
    this.#chat = chat;
    this.#composer = composer;
    this.#onEnd = onEnd;
  }

  answer = (message) => this.#composer().answer(message);

  edit = (message) => this.#composer().edit(message);

  /** The last message of one's own, of those that are here. */
  editLast = () => {
    const room = this.#chat.current;
    const last = room.timeline.messages.findLast((each) => this.#chat.amending.mayEdit(room, each));
    if (last && room.joined) {
      this.#onEnd();
      this.edit(last);
    }
  };

  remove = (message) => {
    const room = this.#chat.current;
    const isMine = message.from.id === this.#chat.me.id;
    const article = document.activeElement?.closest('article'); // its button goes
    const box = question({
      id: 'remove',
      title: t('remove.title'),
      text: t(isMine ? 'remove.mine' : 'remove.theirs', message.from),
      yes: t('tools.remove'),
      onYes: () => this.#chat.amending.remove(room, message),
    });
    box.addEventListener('close', () => article?.focus());
  };

  /** Few ever do: what that needs comes when somebody does. */
  moderate = async ({ id, nick }) => {
    const room = this.#chat.current.name;
    const { moderation } = await import('./moderation.js');
    moderation({ nick, room, onAct: (act) => this.#chat.moderate({ ...act, room, person: id }) });
  };
}
