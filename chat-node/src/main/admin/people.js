import { again } from './again.js';
import { ban } from './banning.js';
import { ask, reason } from './dialog.js';
import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { get, post, query } from './net.js';
import { attempt, say } from './said.js';
import { cards } from './tables.js';
import { ago, bytes } from './units.js';
import { language, moment, t } from './words/words.js';

const EVERY_MS = 3000;
const FEW = 50;
const MANY = 200;
const SHOWN_ROOMS = 3;

const name = row => row.nick ?? t('people.nobody');

const person = row => html`<b>${name(row)}</b>
  ${row.id ? html`<small class="id">${row.id}</small><small>${t(row.signedIn ? 'people.signedIn' : 'people.guest')}</small>` : nothing}`;

const since = row => html`<time title=${moment(row.since)}>${ago((Date.now() - row.since) / 1000, language())}</time>`;

const roomLink = room => html`<a href=${`#room?${new URLSearchParams({ room })}`}>${room}</a> `;

const rooms = row => html`${row.rooms.slice(0, SHOWN_ROOMS).map(roomLink)}${row.rooms.length > SHOWN_ROOMS
  ? html`<small title=${row.rooms.join(', ')}>${t('people.others', { n: row.rooms.length - SHOWN_ROOMS })}</small>`
  : nothing}`;

/** The people and sockets of this node; `wanted` is {q, room} to begin with. */
export function people(root, wanted) {
  const asked = { q: '', room: '', sort: '', limit: FEW, ...wanted };
  let page;

  async function refresh(isOver = () => false) {
    try {
      const answer = await get(query('/api/people', asked));
      if (isOver()) return;
      page = answer;
      draw();
    } catch (failure) {
      if (!(failure instanceof TypeError)) say(t('failed', { why: failure.message }), true);
    }
  }

  async function close(row) {
    const all = row.id
      ? html`<label class="choice"><input type="checkbox" name="all"> <span>${t('close.all')}</span></label>`
      : nothing;
    const values = await ask({
      title: t('close.title', { who: name(row) }),
      text: t('close.text'),
      fields: html`${all}${reason()}`,
      action: t('close.do'),
    });
    if (!values) return;
    const whom = values.all ? { person: row.id } : { socket: row.socket };
    await attempt(() => post('/api/close', { ...whom, reason: values.reason }), ({ closed }) => t('close.done', { n: closed }));
    refresh();
  }

  async function keepOut(row) {
    if (await ban(row)) refresh();
  }

  const COLUMNS = [
    ['people.person', person, 'who'],
    ['people.way', row => row.way],
    ['people.address', row => row.address],
    ['people.since', since],
    ['people.rooms', rooms, 'wrap'],
    ['people.unread', row => bytes(row.unread), 'number'],
    ['', row => html`<button type="button" @click=${() => close(row)}>${t('people.close')}</button>
      <button type="button" @click=${() => keepOut(row)}>${t('people.ban')}</button>`, 'acts'],
  ];

  const change = field => event => {
    asked[field] = event.target.value.trim();
    asked.limit = FEW;
    refresh();
  };

  function more() {
    asked.limit = MANY;
    refresh();
  }

  const search = () => html`<form class="search" role="search" @submit=${event => event.preventDefault()}>
    <label>${t('people.find')} <input type="search" .value=${asked.q} @input=${change('q')}></label>
    <label>${t('people.room')} <input type="search" .value=${asked.room} @input=${change('room')}></label>
    <label>${t('people.sort')} <select @change=${change('sort')}>
      <option value="">${t('people.bySocket')}</option>
      <option value="unread">${t('people.byUnread')}</option>
    </select></label>
  </form>`;

  function draw() {
    render(html`${search()}
      ${page ? html`<p class="quiet" role="status">${t('people.count', page)}</p>
        ${page.people.length ? cards(COLUMNS, page.people) : html`<p>${t('people.none')}</p>`}
        ${page.more && asked.limit < MANY ? html`<button type="button" @click=${more}>${t('people.more')}</button>` : nothing}` : nothing}`, root);
  }

  draw();
  return again(EVERY_MS, refresh);
}
