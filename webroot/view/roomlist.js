import { repeat } from '../lib/lit-html/directives/repeat.js';
import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { matching } from '../model/finding.js';
import { typedRoomName } from '../model/names.js';
import { t } from '../words/words.js';
import { RoomSearch } from './roomsearch.js';

const MOST = 99;
const REFRESH_MS = 5000;
const SHOWN = ['room_full', 'forbidden', 'not_found'];

/** The rooms this page is in and those others are in, under the field that finds and opens them. */
export class RoomList {
  #search;
  #lists;
  #timer = null;
  #askedAt = -Infinity;

  constructor(root, { chat, onOpen, onChange }) {
    this.chat = chat;
    this.onOpen = onOpen;
    render(html`<form class="add"></form><div class="lists"></div>`, root);
    this.#lists = root.querySelector('.lists');
    this.#search = new RoomSearch(root.querySelector('form'), {
      chat,
      onOpen,
      onChange,
      onFocus: () => this.#ask(),
    });
    root.addEventListener('keydown', (event) => this.#arrows(event, root));
  }

  focus() {
    this.#search.focus();
  }

  render() {
    this.#search.render();
    const { text } = this.#search;
    const names = matching([...this.chat.rooms.keys()], text);
    render(
      html`<h2>${t('rooms')}</h2>
        <ul class="list">
          ${repeat(names, (name) => name, (name) => this.#joined(this.chat.rooms.get(name)))}
        </ul>
        ${text && !names.length ? this.#unmatched(typedRoomName(text)) : nothing}
        ${text
          ? html`<h2>${t('rooms.active')}</h2>
              ${this.#active(text)}`
          : html`<details @toggle=${this.#toggled}>
              <summary>${t('rooms.active')}</summary>
              ${this.#active('')}
            </details>`}`,
      this.#lists,
    );
  }

  #joined({ name, reading, refusal }) {
    const { unread, mentions } = reading;
    const count = unread > MOST ? `${MOST}+` : unread;
    return html`
      <li ?data-unread=${unread > 0}>
        ${this.#link(name, [
          SHOWN.includes(refusal)
            ? html`<span class="quiet">${t(`rooms.${refusal}`)}</span>`
            : nothing,
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

  #unmatched(room) {
    return html`<p class="quiet">${t('rooms.unmatched')}</p>
      ${room ? html`<p class="quiet">${t('rooms.enter', { room })}</p>` : nothing}`;
  }

  #active(text) {
    const counts = new Map(this.chat.active.map(({ room, count }) => [room, count]));
    const names = matching([...counts.keys()], text).filter((name) => !this.chat.rooms.has(name));
    const here = (n) => html`<span class="quiet">${t('rooms.here', { n })}</span>`;
    return html`
      <ul class="list active">
        ${names.map((name) => html`<li>${this.#link(name, here(counts.get(name)))}</li>`)}
      </ul>
      <p class="quiet" ?hidden=${names.length > 0}>${t('rooms.none')}</p>
    `;
  }

  #link(room, extras) {
    const front = room === this.chat.current?.name;
    return html`<a
      href="#${encodeURIComponent(room)}"
      aria-current=${front ? 'page' : nothing}
      @click=${this.#chosen}
      ><span class="name">${room}</span>${extras}</a
    >`;
  }

  #chosen = () => {
    this.#search.clear();
    this.onOpen();
  };

  /** An open list stays true. */
  #toggled = ({ target }) => {
    clearInterval(this.#timer);
    if (target.open) {
      this.#ask();
      this.#timer = setInterval(
        () => (target.isConnected ? this.#ask() : clearInterval(this.#timer)),
        REFRESH_MS,
      );
    }
  };

  #ask() {
    if (document.visibilityState === 'visible' && Date.now() - this.#askedAt > REFRESH_MS / 2) {
      this.#askedAt = Date.now();
      this.chat.askForRooms();
    }
  }

  /** From the field into the lists and back. */
  #arrows(event, root) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const stops = [...root.querySelectorAll('#room-name, a')];
    const at = stops.indexOf(event.target);
    if (by && at >= 0 && !event.altKey && !event.isComposing && stops[at + by]) {
      event.preventDefault();
      stops[at + by].focus();
    }
  }
}
