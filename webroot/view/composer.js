import { t } from '../words/words.js';
import { h, setText } from './dom.js';

const WARN_BELOW = 200;

/**
 * Where a message is written. Each room keeps its own draft.
 *
 * Enter sends, unless it ends a composition: Korean input makes a word of several keys, and the
 * Enter that ends it must neither send half of it nor send twice. Chromium marks that key with
 * `isComposing`, Safari only with the key code 229.
 */
export class Composer {
  #room = null;
  #text = h('textarea', { id: 'text', rows: 1, enterkeyhint: 'send', autocomplete: 'off' });
  #left = h('p', { class: 'left', role: 'status' });
  #send = h('button', { type: 'submit', class: 'primary' });

  constructor(form, { chat, onLine }) {
    this.chat = chat;
    this.onLine = onLine;
    form.append(this.#text, this.#send, this.#left);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    this.#text.addEventListener('keydown', (event) => this.#key(event));
    this.#text.addEventListener('input', () => this.#typed());
    chat.on('rooms', () => this.#follow()); // at once: what is typed before the next frame is kept
    this.#show(chat.current);
  }

  focus() {
    this.#text.focus();
  }

  render() {
    const room = this.#room;
    this.#text.placeholder = t('compose.hint');
    const label = room ? t('compose.label', { room: room.name }) : t('compose.hint');
    this.#text.setAttribute('aria-label', label);
    setText(this.#send, t('send'));
    this.#count();
  }

  #follow() {
    if (this.#room !== this.chat.current) {
      this.#show(this.chat.current);
    }
  }

  #show(room) {
    this.#room = room;
    this.#text.value = room?.draft ?? '';
    this.#text.disabled = this.#send.disabled = !room;
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
    if (this.#text.value && !this.#text.value.startsWith('/')) {
      this.chat.typing();
    }
    this.#count();
  }

  get #remaining() {
    return this.chat.limits.text - [...this.#text.value].length;
  }

  #count() {
    const n = this.#remaining;
    this.#text.setAttribute('aria-invalid', n < 0);
    this.#left.hidden = n >= WARN_BELOW;
    if (n < WARN_BELOW) {
      setText(this.#left, n < 0 ? t('compose.over', { n: -n }) : t('compose.left', { n }));
    }
  }

  #submit() {
    const line = this.#text.value.trim();
    if (line && this.#room && this.#remaining >= 0) {
      this.#text.value = this.#room.draft = '';
      this.#count();
      this.onLine(line);
    }
    this.#text.focus();
  }
}
