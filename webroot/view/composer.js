import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { hasVisible } from '../model/visible.js';
import { t } from '../words/words.js';
import { firstLine } from './quote.js';
import { Suggestions } from './suggestions.js';

const WARN_BELOW = 200;

/**
 * Where a message is written, an answer to one, or another text for one. Each room keeps its own draft.
 *
 * Enter sends, unless it ends a composition: Korean input makes a word of several keys, and the
 * Enter that ends it must neither send half of it nor send twice. Chromium marks that key with
 * `isComposing`, Safari only with the key code 229.
 *
 * What is in the field belongs to whoever types: it changes with the room, at once, and never while
 * drawing.
 */
export class Composer {
  #room = null;
  #suggestions;

  /**
   * `onLine(line)` is false when nothing came of it: then it stays where it is. `onEdit(message, text)`
   * gives a message another text, and `onUp()` brings the last one of one's own here, if there is one.
   */
  constructor(form, { chat, onLine, onEdit, onUp }) {
    Object.assign(this, { form, chat, onLine, onEdit, onUp });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#suggestions = new Suggestions({
      chat,
      field: () => this.#text,
      onTake: () => this.#changed(),
    });
    chat.on('rooms', () => this.#follow());
    this.#show(chat.current);
  }

  get #text() {
    return this.form.elements.text;
  }

  get #writing() {
    return this.#room?.writing ?? null;
  }

  get #draft() {
    return this.#writing?.draft ?? '';
  }

  get #maySay() {
    const { joined, name } = this.#room ?? {};
    return !joined || this.chat.may(name, 'say') || this.#writing.edited !== null;
  }

  focus() {
    this.#text.focus();
  }

  /** What somebody writes here answers this message. */
  answer(message) {
    this.#begin(() => this.#writing.answer(message));
  }

  /** What somebody writes here becomes the text of this message. */
  edit(message) {
    this.#begin(() => this.#writing.edit(message));
  }

  #begin(begin) {
    begin();
    this.#show(this.#room);
    this.#text.focus();
    this.#text.setSelectionRange(this.#draft.length, this.#draft.length);
  }

  /** Neither of them. */
  #stop = () => {
    this.#writing.stop();
    this.#show(this.#room);
    this.#text.focus();
  };

  render() {
    const room = this.#room;
    const n = this.#remaining;
    const isOpen = room !== null && this.#maySay;
    const hint = t(this.#maySay ? 'compose.hint' : 'compose.closed');
    const label = room && isOpen ? t('compose.label', { room: room.name }) : hint;
    render(
      html`${this.#about()}${this.#suggestions.template()}<textarea
          id="text"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${hint}
          aria-label=${label}
          aria-invalid=${n < 0}
          ?disabled=${!isOpen}
          @keydown=${(event) => this.#key(event)}
          @input=${() => this.#typed()}
        ></textarea>
        <button type="submit" class="primary" ?disabled=${!isOpen}>
          ${t(this.#writing?.edited ? 'compose.save' : 'send')}
        </button>
        <p class="left" role="status" ?hidden=${n >= WARN_BELOW}>${this.#warning(n)}</p>`,
      this.form,
    );
  }

  /** Which message it is about, and the way out. */
  #about() {
    const { answered, edited } = this.#writing ?? {};
    const message = edited ?? answered ?? null;
    if (message === null) {
      return nothing;
    }
    const sentence = edited ? t('compose.editing') : t('compose.answering', message.from);
    return html`<p class="about">
      <span role="status">${sentence}</span>
      <span class="quoted" dir="auto">${firstLine(message)}</span>
      <button type="button" class="icon" aria-label=${t('compose.stop')} title=${t('compose.stop')} @click=${this.#stop}>
        ×
      </button>
    </p>`;
  }

  #warning(n) {
    if (n >= WARN_BELOW) {
      return '';
    }
    return n < 0 ? t('compose.over', { n: -n }) : t('compose.left', { n });
  }

  #follow() {
    if (this.#room !== this.chat.current) {
      this.#show(this.chat.current);
    }
  }

  #show(room) {
    this.#room = room;
    this.#suggestions.close();
    this.render();
    this.#text.value = this.#draft;
  }

  #key(event) {
    if (this.#suggestions.key(event)) {
      return;
    }
    const composing = event.isComposing || event.keyCode === 229;
    const bare = !composing && !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape' && bare && !this.#writing.isPlain) {
      event.stopPropagation();
      this.#stop();
    } else if (event.key === 'ArrowUp' && bare && this.#draft === '' && this.#writing.isPlain) {
      event.preventDefault();
      this.onUp();
    }
  }

  #typed() {
    this.#suggestions.look();
    this.#changed();
    if (this.#draft && !this.#draft.startsWith('/') && !this.#writing.edited) {
      this.chat.typing();
    }
  }

  #changed() {
    this.#writing.draft = this.#text.value;
    this.render();
  }

  get #remaining() {
    return this.chat.limits.text - [...this.#draft].length;
  }

  /** What was written is gone from here when something came of it, and not before. */
  #submit() {
    const { writing } = this.#room;
    const line = this.#draft.trim();
    if (hasVisible(line) && this.#remaining >= 0 && this.#take(line)) {
      writing.done();
      this.#show(this.#room);
    }
    this.#text.focus();
  }

  #take(line) {
    const { edited } = this.#writing;
    return edited ? this.onEdit(edited, line) !== false : this.onLine(line) !== false;
  }
}
