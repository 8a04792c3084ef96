import { render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';

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
    render(sentence(nicks), this.root);
    if (nicks.length) {
      this.#timer = setTimeout(() => this.render(), LOOK_AGAIN_MS);
    }
  }
}

function sentence([a, b, c]) {
  if (!a) {
    return '';
  }
  return c ? t('typing.many') : b ? t('typing.two', { a, b }) : t('typing.one', { a });
}
