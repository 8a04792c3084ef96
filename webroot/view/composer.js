import { html, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';

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

  constructor(form, { chat, onLine }) {
    this.form = form;
    this.chat = chat;
    this.onLine = onLine;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
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
      html`<textarea
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
    this.render();
    this.#text.value = this.#draft;
  }

  #key(event) {
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !composing) {
      event.preventDefault();
      this.#submit();
    }
  }

  #typed() {
    this.#room.draft = this.#text.value;
    if (this.#draft && !this.#draft.startsWith('/')) {
      this.chat.typing();
    }
    this.render();
  }

  get #remaining() {
    return this.chat.limits.text - [...this.#draft].length;
  }

  #submit() {
    const line = this.#draft.trim();
    if (line && this.#remaining >= 0) {
      this.#text.value = this.#room.draft = '';
      this.render();
      this.onLine(line);
    }
    this.#text.focus();
  }
}
