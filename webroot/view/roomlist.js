import { repeat } from '../lib/lit-html/directives/repeat.js';
import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { roomName } from '../model/names.js';
import { t } from '../words/words.js';

const MOST = 99;

/** The rooms this page is in, a field to open another by name, and the rooms others are in. */
export class RoomList {
  #isWrong = false;

  constructor(root, { chat, onOpen }) {
    this.root = root;
    this.chat = chat;
    this.onOpen = onOpen;
  }

  render() {
    const rooms = [...this.chat.rooms.values()];
    render(
      html`<h2>${t('rooms')}</h2>
        <ul class="list">
          ${repeat(rooms, ({ name }) => name, (room) => this.#joined(room))}
        </ul>
        <form class="add" @submit=${this.#submit}>
          <input
            id="room-name"
            autocomplete="off"
            autocapitalize="off"
            placeholder=${t('rooms.name')}
            aria-label=${t('rooms.add')}
          />
          <button type="submit" class="small">${t('rooms.join')}</button>
          <p class="wrong" role="alert" ?hidden=${!this.#isWrong}>
            ${this.#isWrong ? t('room.bad') : ''}
          </p>
        </form>
        <details @toggle=${this.#toggled}>
          <summary>${t('rooms.active')}</summary>
          ${this.#active()}
        </details>`,
      this.root,
    );
  }

  #joined({ name, reading }) {
    const { unread, mentions } = reading;
    const count = unread > MOST ? `${MOST}+` : unread;
    return html`
      <li ?data-unread=${unread > 0}>
        ${this.#link(name, [
          mentions
            ? html`<span class="at" role="img" aria-label=${t('rooms.mention')}>@</span>`
            : nothing,
          unread
            ? html`<span class="badge" title=${t('rooms.unread', { n: unread })}>${count}</span>`
            : nothing,
        ])}
        <button
          type="button"
          class="icon leave"
          aria-label=${t('rooms.leave', { room: name })}
          @click=${() => this.chat.leave(name)}
        >
          ×
        </button>
      </li>
    `;
  }

  #active() {
    const rooms = this.chat.active.filter(({ room }) => !this.chat.rooms.has(room));
    const here = (n) => html`<span class="quiet">${t('rooms.here', { n })}</span>`;
    return html`
      <ul class="list active">
        ${rooms.map(({ room, count }) => html`<li>${this.#link(room, here(count))}</li>`)}
      </ul>
      <p class="quiet" ?hidden=${rooms.length > 0}>${t('rooms.none')}</p>
    `;
  }

  #link(room, extras) {
    const front = room === this.chat.current?.name;
    return html`<a
      href="#${encodeURIComponent(room)}"
      aria-current=${front ? 'page' : nothing}
      @click=${this.onOpen}
      ><span class="name">${room}</span>${extras}</a
    >`;
  }

  #toggled = ({ target }) => target.open && this.chat.askForRooms();

  #submit = (event) => {
    event.preventDefault();
    const field = event.target.elements['room-name'];
    const name = roomName(field.value);
    this.#isWrong = name === null;
    this.render();
    if (name !== null) {
      field.value = '';
      this.chat.open(name);
      this.onOpen();
    }
  };
}
