import { html, nothing } from '../lib/lit-html/lit-html.js';
import { actionOf } from '../model/commands.js';
import { mentions } from '../model/mentions.js';
import { moment, t, timeOfDay } from '../words/words.js';
import { avatar, nickname } from './avatar.js';
import { lineMarkup, markup } from './markup.js';

const EXACT = ['no_quorum', 'too_long', 'forbidden'];

/** A message that has its place in the room. */
export function messageRow({ message, grouped, tag, isSpot }, me) {
  const { from, text } = message;
  const mine = from.id === me.id;
  const called = !mine && mentions(text, me.nick);
  return html`
    <article
      class="message"
      ?data-mine=${mine}
      ?data-grouped=${grouped}
      ?data-mention=${called}
      ?data-spot=${isSpot}
    >
      ${grouped ? html`<span class="hidden">${from.nick}: </span>` : head(from, tag)}
      <div class="line">
        ${body(message, called ? me.nick : '')}
        <span class="when">${time(message)}${mine ? sent() : nothing}</span>
      </div>
    </article>
  `;
}

const head = (from, tag) => html`${avatar(from)}<header>${nickname(from, tag)}</header>`;

const time = ({ time: shown, at }) => html`<time datetime=${new Date(at).toISOString()} title=${moment(at)}
    >${timeOfDay(shown)}</time
  >`;

const sent = () =>
  html`<span class="sent" role="img" aria-label=${t('fate.sent')} title=${t('fate.sent')}></span>`;

function body({ text, data, from }, nick = '') {
  if (text === undefined) {
    return html`<p class="text">${t('messages.binary', { n: atob(data).length })}</p>`;
  }
  const action = actionOf(text);
  return action === null
    ? html`<div class="text" dir="auto">${markup(text, nick)}</div>`
    : html`<div class="text action" dir="auto">${from.nick} ${lineMarkup(action, nick)}</div>`;
}

/** A message on its way: what it says and what became of it so far. */
export function pendingRow({ item }, me, { again, drop }) {
  const { id, state, code, text } = item;
  const stuck = state === 'unconfirmed' || state === 'refused';
  const button = (word, action) =>
    html`<button type="button" class="small" @click=${() => action(id)}>${t(word)}</button>`;
  return html`
    <article class="message pending" data-mine data-state=${state}>
      <div class="line">${body({ text, from: me })}</div>
      <p class="fate">
        <span>${fate(state, code)}</span>
        ${stuck ? [button('fate.again', again), button('fate.drop', drop)] : nothing}
      </p>
    </article>
  `;
}

function fate(state, code) {
  const isExact = ['unconfirmed', 'refused'].includes(state) && EXACT.includes(code);
  return t(`fate.${isExact ? code : state}`);
}
