import { html, nothing } from '../lib/lit-html/lit-html.js';
import { actionOf } from '../model/commands.js';
import { mentions } from '../model/mentions.js';
import { moment, t, timeOfDay } from '../words/words.js';
import { avatar, nickname } from './avatar.js';
import { lineMarkup, markup } from './markup.js';

/** A message that has its place in the room. */
export function messageRow({ message, grouped }, me) {
  const { from, text, at } = message;
  const mine = from.id === me.id;
  return html`
    <article
      class="message"
      ?data-mine=${mine}
      ?data-grouped=${grouped}
      ?data-mention=${!mine && mentions(text, me.nick)}
    >
      ${grouped ? html`<span class="hidden">${from.nick}: </span>` : head(from)}
      <div class="line">
        ${body(message)}
        <span class="when">${time(at)}${mine ? sent() : nothing}</span>
      </div>
    </article>
  `;
}

const head = (from) => html`${avatar(from)}<header>${nickname(from)}</header>`;

const time = (at) =>
  html`<time datetime=${new Date(at).toISOString()} title=${moment(at)}>${timeOfDay(at)}</time>`;

const sent = () =>
  html`<span class="sent" role="img" aria-label=${t('fate.sent')} title=${t('fate.sent')}></span>`;

function body({ text, data, from }) {
  if (text === undefined) {
    return html`<p class="text">${t('messages.binary', { n: atob(data).length })}</p>`;
  }
  const action = actionOf(text);
  return action === null
    ? html`<div class="text" dir="auto">${markup(text)}</div>`
    : html`<div class="text action" dir="auto">${from.nick} ${lineMarkup(action)}</div>`;
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
  const exact = { no_quorum: 'fate.no_quorum', too_long: 'fate.too_long' }[code];
  return t((state === 'unconfirmed' || state === 'refused') && exact ? exact : `fate.${state}`);
}
