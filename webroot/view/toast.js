import { t } from '../words/words.js';
import { h } from './dom.js';

const SHOWN_MS = 12_000;

/** One passing sentence about what just could not be done, or how to do it. */
export class Toast {
  #timer = null;

  constructor(root) {
    this.root = root;
  }

  show(sentence) {
    clearTimeout(this.#timer);
    const close = h('button', { type: 'button', class: 'icon', 'aria-label': t('close') }, '×');
    close.addEventListener('click', () => this.root.replaceChildren());
    this.root.replaceChildren(h('p', {}, sentence), close);
    this.#timer = setTimeout(() => this.root.replaceChildren(), SHOWN_MS);
  }

  refused({ code, message }) {
    const known = ['room_full', 'rate_limited', 'no_quorum', 'busy'].includes(code);
    this.show(known ? t(`error.${code}`) : t('error.other', { message }));
  }
}
