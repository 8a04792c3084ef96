import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';

const SECOND = 1000;
const NOT_LET_IN = 4003;

/**
 * The connection in words, when there is something to say to a person: that it is gone, why, and
 * what can be done; or that the room in front does not let us in. Else only a screen reader finds it.
 */
export class StatusView {
  #timer = null;
  #wasLost = false;

  constructor(root, { chat, connection, signIn, isOnline }) {
    Object.assign(this, { root, chat, connection, signIn, isOnline });
  }

  render() {
    clearTimeout(this.#timer);
    const { name, node, way, until } = this.connection.state;
    const waiting = name === 'waiting';
    const seconds = waiting ? Math.max(0, Math.ceil((until - Date.now()) / SECOND)) : 0;
    this.#wasLost = name !== 'open' && (this.#wasLost || waiting || name === 'ended');
    const kept = name === 'open' && this.chat.current?.refusal;
    const isQuiet = !this.#wasLost && !kept && !this.#isLost;
    this.root.dataset.state = name;
    this.root.dataset.node = node ?? '';
    this.root.dataset.way = way ?? '';
    this.root.toggleAttribute('data-quiet', isQuiet);
    render(
      html`<span role="status">${kept ? refusalOf(this.chat) : this.#sentence()}</span>
        ${waiting ? html`<span>${t('state.seconds', { seconds })}</span>` : nothing}
        ${waiting || (name === 'ended' && this.#canTry) ? button('state.now', this.#retry) : nothing}
        ${kept ? button('room.again', this.#enter) : nothing}
        ${this.#isLost ? button('signed.guest', this.#guest) : nothing}`,
      this.root,
    );
    if (waiting) {
      this.#timer = setTimeout(() => this.render(), SECOND);
    }
  }

  /** It was another site that said who one is, and it is not here to say so. */
  get #isLost() {
    return this.signIn.isLost && this.connection.state.name === 'idle';
  }

  #guest = () => {
    this.signIn.forget();
    location.reload();
  };

  /** With a token that was refused nobody need come again. */
  get #canTry() {
    const { code } = this.connection.state;
    return code !== NOT_LET_IN || !this.signIn.isSignedIn || this.signIn.canAsk;
  }

  #retry = () => {
    if (this.connection.state.code === NOT_LET_IN && this.signIn.canAsk) {
      this.signIn.ask();
    } else {
      this.connection.connect();
    }
  };
  #enter = () => this.chat.tryAgain(this.chat.current.name);

  /** Without the seconds, which a screen reader would read out one by one. */
  #sentence() {
    const { name, code, way, told, refused, reason } = this.connection.state;
    if (!this.isOnline() && name !== 'open') {
      return t('state.offline');
    }
    if (refused && name !== 'open') {
      return t('state.refused');
    }
    if (this.#isLost) {
      return t('signed.lost');
    }
    if (code === NOT_LET_IN && name === 'ended') {
      return t(this.signIn.isSignedIn ? 'close.token' : 'close.4003', { reason });
    }
    if (name === 'waiting' || name === 'ended') {
      return told ? t('state.restarting') : t(`close.${code}`, {}, 'state.waiting');
    }
    return t(way === 'http' ? 'state.http' : `state.${name}`);
  }
}

const button = (word, action) =>
  html`<button type="button" class="small" @click=${action}>${t(word)}</button>`;

/** Why the room in front cannot be entered. */
function refusalOf({ rooms, current, limits }) {
  const inRooms = [...rooms.values()].filter(({ joined }) => joined).length;
  if (current.refusal === 'room_full' && inRooms >= limits.rooms) {
    return t('room.rooms_full', { n: inRooms });
  }
  return current.refusal === 'forbidden' && current.why
    ? t('room.closed', { why: current.why })
    : t(`room.${current.refusal}`, {}, 'room.other');
}
