import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';

const SHOWN_MS = 12_000;
const KNOWN = ['room_full', 'rate_limited', 'no_quorum', 'busy', 'forbidden'];

/** One passing sentence about what was done or could not be, and perhaps a button for more. */
export class Toast {
  #timer = null;

  constructor(root) {
    this.root = root;
  }

  /** Answers how to take it away again, if it is still there. */
  show(sentence, action = null) {
    clearTimeout(this.#timer);
    const timer = setTimeout(() => hide(), SHOWN_MS);
    const hide = () => this.#timer === timer && render(nothing, this.root);
    this.#timer = timer;
    const act = () => {
      hide();
      action.act();
    };
    render(
      html`<p>${sentence}</p>
        ${action ? html`<button type="button" class="small" @click=${act}>${action.label}</button>` : nothing}
        <button type="button" class="icon" aria-label=${t('close')} @click=${hide}>×</button>`,
      this.root,
    );
    return hide;
  }

  /** Answers the same. */
  refused({ code, message }) {
    const known = KNOWN.includes(code);
    return this.show(known ? t(`error.${code}`) : t('error.other', { message }));
  }
}
