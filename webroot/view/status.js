import { html, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';

const SECOND = 1000;

/** The connection in words, always in view; counts down while it is gone. */
export class StatusView {
  #timer = null;

  constructor(root, { connection, isOnline }) {
    this.root = root;
    this.connection = connection;
    this.isOnline = isOnline;
  }

  render() {
    clearTimeout(this.#timer);
    const { name, until, roundTrip } = this.connection.state;
    const waiting = name === 'waiting';
    const seconds = waiting ? Math.max(0, Math.ceil((until - Date.now()) / SECOND)) : 0;
    this.root.dataset.state = name;
    render(
      html`<span class="dot" aria-hidden="true"></span>
        <span role="status">${this.#sentence()}</span>
        <span class="quiet">${roundTrip === undefined ? '' : t('state.roundTrip', { ms: roundTrip })}</span>
        <span>${waiting ? t('state.seconds', { seconds }) : ''}</span>
        <button type="button" class="small" ?hidden=${!waiting} @click=${this.#retry}>
          ${t('state.now')}
        </button>`,
      this.root,
    );
    if (waiting) {
      this.#timer = setTimeout(() => this.render(), SECOND);
    }
  }

  #retry = () => this.connection.connect();

  /** Without the seconds, which a screen reader would read out one by one. */
  #sentence() {
    const { name, node, told } = this.connection.state;
    if (name === 'waiting') {
      return t(!this.isOnline() ? 'state.offline' : told ? 'state.restarting' : 'state.waiting');
    }
    return t(`state.${name}`, { node });
  }
}
