import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';
import { avatar } from './avatar.js';
import { canSearch } from './searchpanel.js';

/** The name of the room in front, and the buttons for what does not fit beside it. */
export class Header {
  constructor(root, { chat, drawers, signIn, onInvite, onSettings }) {
    Object.assign(this, { root, chat, drawers, signIn, onInvite, onSettings });
  }

  render() {
    const room = this.chat.current;
    const n = room?.people.count ?? 0;
    const elsewhere = [...this.chat.rooms.values()].some(
      (each) => each !== room && each.reading.unread > 0,
    );
    render(
      html`${this.#drawer('rooms', t('rooms.open'), ROOMS, elsewhere)}
        <h1 id="title">${room ? `#${room.name}` : t('title')}</h1>
        <button
          id="invite"
          class="icon"
          type="button"
          ?hidden=${!room}
          aria-label=${t('rooms.invite')}
          title=${t('rooms.invite')}
          @click=${this.onInvite}
        >
          ${LINK}
        </button>
        ${this.#signedIn()}${canSearch(this.chat) ? this.#drawer('search', t('search.open'), SEARCH) : nothing}
        ${this.#drawer('people', t('people.open', { n }), html`${PEOPLE}<span>${n || ''}</span>`)}
        <button
          id="show-settings"
          class="icon"
          type="button"
          aria-label=${t('settings')}
          title=${t('settings')}
          @click=${this.onSettings}
        >
          ${SETTINGS}
        </button>`,
      this.root,
    );
  }

  /** Who one is, for those who did not choose that here. */
  #signedIn() {
    const { me } = this.chat;
    const label = t('signed.in', me);
    return this.signIn.isSignedIn && me.id
      ? html`<span id="me" role="img" aria-label=${label} title=${label}>${avatar(me)}<span class="name">${me.nick}</span></span>`
      : nothing;
  }

  #drawer(name, label, content, unread = false) {
    return html`<button
      id="show-${name}"
      class="icon"
      type="button"
      aria-controls=${name}
      aria-expanded=${this.drawers.open === name}
      aria-label=${label}
      title=${label}
      ?data-unread=${unread}
      @click=${() => this.drawers.toggle(name)}
    >
      ${content}
    </button>`;
  }
}

const ROOMS = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M4 6.5h16M4 12h16M4 17.5h16" class="stroke" />
</svg>`;
const PEOPLE = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm0 2c-4.4 0-8 2.2-8 5v1h16v-1c0-2.8-3.6-5-8-5Z"
  />
</svg>`;
const SEARCH = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm4.75-1.75L20 20" class="stroke" />
</svg>`;
const LINK = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path
    d="M10 14a4.5 4.5 0 0 0 6.4 0l3-3a4.5 4.5 0 0 0-6.4-6.4l-1 1m2 4.4a4.5 4.5 0 0 0-6.4 0l-3 3a4.5 4.5 0 0 0 6.4 6.4l1-1"
    class="stroke"
  />
</svg>`;
const SETTINGS = html`<svg viewBox="0 0 24 24" aria-hidden="true">
  <path d="M4 7h10m4 0h2M4 17h2m4 0h10M16 4.5v5M8 14.5v5" class="stroke" />
</svg>`;
