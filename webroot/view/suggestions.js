import { html, nothing } from '../lib/lit-html/lit-html.js';
import { complete, completions } from '../model/completion.js';
import { t } from '../words/words.js';

/**
 * Whom an `@` may call, while it is typed: Tab takes the first, and again Tab the next. Where nobody
 * fits, Tab goes on to the next control as everywhere.
 */
export class Suggestions {
  #found = null;
  #taken = null;

  /** `onTake()` hears that the text of the field has changed. */
  constructor({ chat, field, onTake }) {
    Object.assign(this, { chat, field, onTake });
  }

  /** Looks at what stands before the caret. */
  look() {
    const { value, selectionStart, selectionEnd } = this.field();
    const people = this.chat.current?.people.list() ?? [];
    this.#taken = null;
    this.#found =
      selectionStart === selectionEnd
        ? completions(value, selectionStart, people, this.chat.me)
        : null;
  }

  close() {
    this.#found = null;
    this.#taken = null;
  }

  /** True when the key was for us. */
  key(event) {
    const isOurs = this.#found !== null && !event.isComposing && !event.shiftKey;
    if (isOurs && event.key === 'Tab') {
      this.#take(this.#taken === null ? 0 : (this.#taken.at + 1) % this.#found.nicks.length);
    } else if (isOurs && event.key === 'Escape') {
      this.close();
      this.onTake();
    } else {
      return false;
    }
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  template() {
    return this.#found === null
      ? nothing
      : html`<div class="suggestions" role="group" aria-label=${t('people.mention')}>
          ${this.#found.nicks.map(
            (nick, at) => html`<button
              type="button"
              class="small"
              tabindex="-1"
              ?data-taken=${at === (this.#taken?.at ?? 0)}
              @click=${() => this.#take(at)}
            >
              @${nick}
            </button>`,
          )}
        </div>`;
  }

  #take(at) {
    const field = this.field();
    const { start, nicks } = this.#found;
    const caret = this.#taken?.caret ?? field.selectionStart;
    const made = complete(field.value, caret, start, nicks[at]);
    field.value = made.text;
    field.setSelectionRange(made.caret, made.caret);
    field.focus();
    this.#taken = { at, caret: made.caret };
    this.onTake();
  }
}
