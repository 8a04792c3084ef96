import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';

const SHOWN_MS = 12_000;

/** One passing sentence about what just could not be done, or how to do it. */
export class Toast {
  #timer = null;

  constructor(root) {
    this.root = root;
  }

  show(sentence) {
    clearTimeout(this.#timer);
    const hide = () => render(nothing, this.root);
    const close = html`<button type="button" class="icon" aria-label=${t('close')} @click=${hide}>
      ×
    </button>`;
    render(html`<p>${sentence}</p>${close}`, this.root);
    this.#timer = setTimeout(hide, SHOWN_MS);
  }

  refused({ code, message }) {
    const known = ['room_full', 'rate_limited', 'no_quorum', 'busy'].includes(code);
    this.show(known ? t(`error.${code}`) : t('error.other', { message }));
  }
}
