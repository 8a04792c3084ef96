import { html, nothing } from '../lib/lit-html/lit-html.js';
import { actionOf } from '../model/commands.js';
import { mentions } from '../model/mentions.js';
import { moment, t, timeOfDay } from '../words/words.js';
import { avatar, nickname } from './avatar.js';
import { lineMarkup, markup } from './markup.js';
import { quoteOf } from './quote.js';
import { tools } from './tools.js';

const EXACT = ['no_quorum', 'too_long', 'forbidden', 'not_found'];
const STUCK = ['unconfirmed', 'refused'];

/**
 * A message that has its place in the room, and what it offers.
 */
export function messageRow({ message, grouped, tag, isSpot, quote, change }, me, offers) {
  const { on } = offers;
  const { from } = message;
  const mine = from.id === me.id;
  const called = !mine && mentions(message.text, me.nick);
  const shown = change?.type === 'edit' ? { ...message, text: change.text } : message;
  return html`
    <article
      class="message"
      tabindex="-1"
      ?data-mine=${mine}
      ?data-grouped=${grouped}
      ?data-mention=${called}
      ?data-spot=${isSpot}
      ?data-changing=${change !== null}
      data-state=${change?.state ?? nothing}
    >
      ${grouped ? html`<span class="hidden">${from.nick}: </span>` : head(from, tag)}
      ${quoteOf(quote, on.show)}
      <div class="line">
        ${body(shown, called ? me.nick : '')}
        <span class="when">${edited(message)}${time(message)}${mine ? sent(change) : nothing}</span>
      </div>
      ${change === null ? tools(message, { rights: offers.rightsTo(message), on }) : fateOf(change, on)}
    </article>
  `;
}

const head = (from, tag) => html`${avatar(from)}<header>${nickname(from, tag)}</header>`;

const time = ({ time: shown, at }) => html`<time datetime=${new Date(at).toISOString()} title=${moment(at)}
    >${timeOfDay(shown)}</time
  >`;

const edited = ({ edited: at, deleted }) =>
  at && !deleted ? html`<span class="edited" title=${moment(at)}>${t('messages.edited')}</span>` : nothing;

const sent = (change) =>
  change === null
    ? html`<span class="sent" role="img" aria-label=${t('fate.sent')} title=${t('fate.sent')}></span>`
    : nothing;

function body({ text, data, from, deleted }, nick = '') {
  if (deleted) {
    return html`<p class="text gone">${t('messages.deleted')}</p>`;
  }
  if (text === undefined) {
    return html`<p class="text">${t('messages.binary', { n: atob(data ?? '').length })}</p>`;
  }
  const action = actionOf(text);
  return action === null
    ? html`<div class="text" dir="auto">${markup(text, nick)}</div>`
    : html`<div class="text action" dir="auto">${from.nick} ${lineMarkup(action, nick)}</div>`;
}

/** A message on its way: what it says and what became of it so far. */
export function pendingRow({ item, quote }, me, on) {
  return html`
    <article class="message pending" data-mine data-state=${item.state}>
      ${quoteOf(quote, on.show)}
      <div class="line">${body({ text: item.text, from: me })}</div>
      ${fateOf(item, on)}
    </article>
  `;
}

/** What becomes of what is on its way, and what can be done about it. */
function fateOf({ id, type = 'say', state, code, why }, { again, drop }) {
  const button = (word, action) =>
    html`<button type="button" class="small" @click=${() => action(id)}>${t(word)}</button>`;
  const isFinal = state === 'refused';
  const exact = STUCK.includes(state) && EXACT.includes(code) ? code : state;
  const sentence = t(`fate.${type}.${exact}`, {}, `fate.${exact}`);
  return html`<p class="fate">
    <span>${isFinal && code === 'forbidden' && why ? `${sentence} (${why})` : sentence}</span>
    ${isFinal || state === 'unconfirmed' ? [button('fate.again', again), button(dropWord(type), drop)] : nothing}
  </p>`;
}

const dropWord = (type) => (type === 'say' ? 'fate.drop' : 'fate.leave');
