import { html, render } from '../lib/lit-html/lit-html.js';
import { hasVisible } from '../model/visible.js';
import { t } from '../words/words.js';
import { Suggestions } from './suggestions.js';

const WARN_BELOW = 200;

/**
 * Where a message is written. Each room keeps its own draft.
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

  /** `onLine(line)` is false when nothing came of it: then it stays where it is. */
  constructor(form, { chat, onLine }) {
    this.form = form;
    this.chat = chat;
    this.onLine = onLine;
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

  get #draft() {
    return this.#room?.draft ?? '';
  }

  focus() {
    this.#text.focus();
  }

  render() {
    const room = this.#room;
    const n = this.#remaining;
    const label = room ? t('compose.label', { room: room.name }) : t('compose.hint');
    render(
      html`${this.#suggestions.template()}<textarea
          id="text"
          rows="1"
          enterkeyhint="send"
          autocomplete="off"
          placeholder=${t('compose.hint')}
          aria-label=${label}
          aria-invalid=${n < 0}
          ?disabled=${!room}
          @keydown=${(event) => this.#key(event)}
          @input=${() => this.#typed()}
        ></textarea>
        <button type="submit" class="primary" ?disabled=${!room}>${t('send')}</button>
        <p class="left" role="status" ?hidden=${n >= WARN_BELOW}>${this.#warning(n)}</p>`,
      this.form,
    );
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
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault();
      this.#submit();
    }
  }

  #typed() {
    this.#suggestions.look();
    this.#changed();
    if (this.#draft && !this.#draft.startsWith('/')) {
      this.chat.typing();
    }
  }

  #changed() {
    this.#room.draft = this.#text.value;
    this.render();
  }

  get #remaining() {
    return this.chat.limits.text - [...this.#draft].length;
  }

  /** What was written is gone from here when something came of it, and not before. */
  #submit() {
    const room = this.#room;
    const line = this.#draft.trim();
    if (hasVisible(line) && this.#remaining >= 0 && this.onLine(line) !== false) {
      room.draft = '';
      this.#show(this.#room);
    }
    this.#text.focus();
  }
}
