import { t } from '../words/words.js';
import { setText } from './dom.js';

const LOOK_AGAIN_MS = 1000;

/** Who is writing in the room in front. Not announced: it would never end. */
export class TypingView {
  #timer = null;

  constructor(root, { chat }) {
    this.root = root;
    this.chat = chat;
  }

  render() {
    clearTimeout(this.#timer);
    const nicks = this.chat.current?.typists.at(Date.now()) ?? [];
    setText(this.root, this.#sentence(nicks));
    if (nicks.length) {
      this.#timer = setTimeout(() => this.render(), LOOK_AGAIN_MS);
    }
  }

  #sentence([a, b, c]) {
    if (!a) {
      return '';
    }
    return c ? t('typing.many') : b ? t('typing.two', { a, b }) : t('typing.one', { a });
  }
}
