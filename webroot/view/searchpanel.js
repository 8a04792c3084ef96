import { html, nothing, render } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';
import { hit } from './hit.js';

const MOST = 200;
const KNOWN = ['busy', 'rate_limited', 'forbidden', 'no_quorum'];

/** The field that finds what was said, in the room in front or in all, and what it found. */
export class SearchPanel {
  #isEverywhere = false;

  /** `onShow()` hears that a message that was found comes to the front. */
  constructor(root, { chat, onShow, onClose }) {
    Object.assign(this, { root, chat, onShow, onClose });
    root.addEventListener('focus', () => this.#field?.focus());
    root.addEventListener('keydown', (event) => this.#arrows(event));
  }

  /** Whether there is anywhere to search. */
  get isOpen() {
    return canSearch(this.chat);
  }

  get #field() {
    return this.root.querySelector('#search-text');
  }

  look(text) {
    this.render();
    if (text) {
      this.#field.value = text;
      this.#start();
    }
    this.#field.focus();
    this.#field.select();
  }

  render() {
    const { search, current } = this.chat;
    const room = current?.name;
    const isHere = room === undefined || this.chat.may(room, 'search');
    this.#isEverywhere ||= !isHere;
    render(
      html`<header>
          <h2>${t('search')}</h2>
          <button type="button" class="icon" aria-label=${t('close')} @click=${this.onClose}>×</button>
        </header>
        <form role="search" ?hidden=${!this.isOpen} @submit=${this.#submit}>
          <div class="add">
            <input
              id="search-text"
              maxlength=${MOST}
              autocomplete="off"
              enterkeyhint="search"
              placeholder=${t('search.hint')}
              aria-label=${t('search.label')}
              aria-keyshortcuts="Control+Shift+F"
            />
            <button type="submit" class="small">${t('search.start')}</button>
          </div>
          <fieldset class="choices">
            <legend class="hidden">${t('search.where')}</legend>
            ${!isHere ? nothing : this.#choice(false, room ? t('search.room', { room }) : t('search.nowhere'))}
            ${this.#choice(true, t('search.everywhere'))}
          </fieldset>
        </form>
        <p class="quiet" role="status">${stateOf(search)}</p>
        <ol class="hits" ?hidden=${!search.messages.length}>
          ${search.messages.map((message) => hit(message, search, () => this.#show(message)))}
        </ol>
        ${this.#next(search)}`,
      this.root,
    );
  }

  #choice(isEverywhere, label) {
    return html`<label class="choice">
      <input
        type="radio"
        name="search-where"
        .checked=${this.#isEverywhere === isEverywhere}
        @change=${() => this.#choose(isEverywhere)}
      />
      <span>${label}</span>
    </label>`;
  }

  #next({ state, more, isUnderWay }) {
    const isFailed = !['idle', 'searching', 'done'].includes(state);
    if (!isFailed && (!more || isUnderWay)) {
      return nothing;
    }
    const label = t(isFailed ? 'search.again' : 'search.more');
    return html`<button type="button" class="small more" @click=${() => this.chat.search.again()}>
      ${label}
    </button>`;
  }

  /** Who has looked here already looks there, too. */
  #choose(isEverywhere) {
    this.#isEverywhere = isEverywhere;
    if (this.chat.search.state !== 'idle') {
      this.#start();
    }
  }

  #submit = (event) => {
    event.preventDefault();
    this.#start();
  };

  #start() {
    const room = this.#isEverywhere ? null : (this.chat.current?.name ?? null);
    this.chat.search.start(this.#field.value, room);
  }

  #show(message) {
    this.chat.show(message);
    this.onShow();
  }

  /** From the field through what was found and back. */
  #arrows(event) {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const stops = [...this.root.querySelectorAll('#search-text, .hit')];
    const at = stops.indexOf(event.target);
    if (by && at >= 0 && !event.altKey && !event.isComposing && stops[at + by]) {
      event.preventDefault();
      stops[at + by].focus();
    }
  }
}

/** Whether one may search in any of one's rooms. */
export function canSearch(chat) {
  const names = [...chat.rooms.keys()];
  return names.length === 0 || names.some((name) => chat.may(name, 'search'));
}

function stateOf({ state, messages, more }) {
  const n = messages.length;
  if (state === 'idle') {
    return nothing;
  }
  if (state === 'done') {
    return n || more ? t(more ? 'search.some' : 'search.all', { n }) : t('search.none');
  }
  if (state === 'searching' || state === 'away') {
    return t(`search.${state}`);
  }
  return t(KNOWN.includes(state) ? `error.${state}` : 'search.failed');
}
