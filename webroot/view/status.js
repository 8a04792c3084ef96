import { t } from '../words/words.js';
import { h, setText } from './dom.js';

const SECOND = 1000;

/** The connection in words, always in view; counts down while it is gone. */
export class StatusView {
  #words = h('span', { role: 'status' });
  #countdown = h('span');
  #roundTrip = h('span', { class: 'quiet' });
  #now = h('button', { type: 'button', class: 'small' });
  #timer = null;

  constructor(root, { connection, isOnline }) {
    this.root = root;
    this.connection = connection;
    this.isOnline = isOnline;
    this.#now.addEventListener('click', () => connection.connect());
    root.append(h('span', { class: 'dot', 'aria-hidden': 'true' }), this.#words, this.#roundTrip);
    root.append(this.#countdown, this.#now);
  }

  render() {
    clearTimeout(this.#timer);
    const { name, until, roundTrip } = this.connection.state;
    const waiting = name === 'waiting';
    const seconds = waiting ? Math.max(0, Math.ceil((until - Date.now()) / SECOND)) : 0;
    this.root.dataset.state = name;
    this.root.dataset.told = Boolean(this.connection.state.told);
    setText(this.#words, this.#sentence());
    setText(this.#countdown, waiting ? t('state.seconds', { seconds }) : '');
    const measured = roundTrip !== undefined;
    setText(this.#roundTrip, measured ? t('state.roundTrip', { ms: roundTrip }) : '');
    setText(this.#now, t('state.now'));
    this.#now.hidden = !waiting;
    if (waiting) {
      this.#timer = setTimeout(() => this.render(), SECOND);
    }
  }

  /** Without the seconds, which a screen reader would read out one by one. */
  #sentence() {
    const { name, node, told } = this.connection.state;
    if (name === 'waiting') {
      return t(!this.isOnline() ? 'state.offline' : told ? 'state.restarting' : 'state.waiting');
    }
    return t(`state.${name}`, { node });
  }
}
