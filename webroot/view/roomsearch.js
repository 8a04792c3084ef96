import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { twinOf } from '../model/finding.js';
import { typedRoomName } from '../model/names.js';
import { t } from '../words/words.js';

/**
 * The field above the lists: what is typed there filters them, and Enter opens the room of that name,
 * which nobody need have opened before. Words are joined by hyphens.
 */
export class RoomSearch {
  #isWrong = false;

  constructor(root, { chat, onOpen, onChange, onFocus }) {
    Object.assign(this, { root, chat, onOpen, onChange, onFocus });
    root.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  get text() {
    return this.#field?.value.trim() ?? '';
  }

  get #field() {
    return this.root.elements['room-name'];
  }

  focus() {
    this.#field.focus();
    this.#field.select();
  }

  clear() {
    this.#field.value = '';
    this.#isWrong = false;
    this.onChange();
  }

  render() {
    render(
      html`<input
          id="room-name"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          placeholder=${t('rooms.find')}
          aria-label=${t('rooms.add')}
          aria-keyshortcuts="Control+K"
          @input=${this.#typed}
          @focus=${this.onFocus}
          @keydown=${this.#key}
        />
        <button type="submit" class="small">${t('rooms.join')}</button>
        <p class="wrong" role="alert" ?hidden=${!this.#isWrong}>
          ${this.#isWrong ? t('room.bad') : ''}
        </p>
        <p class="quiet" role="status">${this.#hint()}</p>`,
      this.root,
    );
  }

  #hint() {
    const names = [...this.chat.rooms.keys(), ...this.chat.active.map(({ room }) => room)];
    const twin = this.text ? twinOf(typedRoomName(this.text), names) : null;
    return twin === null
      ? nothing
      : html`${t('rooms.twin', { room: twin })}
          <button type="button" class="small" @click=${() => this.#open(twin)}>
            ${t('rooms.twinOpen', { room: twin })}
          </button>`;
  }

  #typed = () => {
    this.#isWrong = false;
    this.onChange();
  };

  #key = (event) => {
    if (event.key === 'Escape' && this.text) {
      event.stopPropagation(); // the drawer stays
      this.clear();
    }
  };

  #submit() {
    const name = typedRoomName(this.text);
    if (name === null) {
      this.#isWrong = true;
      this.onChange();
    } else {
      this.#open(name);
    }
  }

  #open(name) {
    this.clear();
    this.chat.open(name);
    this.onOpen();
  }
}
