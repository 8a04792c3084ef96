// Which of the views is shown, and what stands above all of them. Text only ever goes in as text.
import './language.js';
import { audit } from './audit.js';
import { bans } from './bans.js';
import { choose, other } from './language.js';
import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { log } from './log.js';
import { post } from './net.js';
import { notice } from './notice.js';
import { Overview } from './overview.js';
import { people } from './people.js';
import { room } from './room.js';
import { t } from './words/words.js';

const $ = id => document.getElementById(id);
const VIEWS = { people, room, bans, audit, notice, log };
const NAMES = ['overview', ...Object.keys(VIEWS)];
let leave = () => {};

document.querySelectorAll('[data-word]').forEach(each => (each.textContent = t(each.dataset.word)));

/** `#people?q=kim`: a view, and what it is to show. */
function place() {
  const [name, search] = location.hash.slice(1).split('?');
  return { name: NAMES.includes(name) ? name : 'overview', wanted: Object.fromEntries(new URLSearchParams(search)) };
}

function tabs(shown) {
  return NAMES.map(name => html`<a href=${`#${name}`} aria-current=${name === shown ? 'page' : nothing}>${t(`tab.${name}`)}</a>`);
}

/** A view may answer with how it is left. */
function show() {
  const { name, wanted } = place();
  leave();
  render(tabs(name), $('tabs'));
  NAMES.forEach(each => ($(`view-${each}`).hidden = each !== name));
  leave = VIEWS[name]?.($(`view-${name}`), wanted) ?? (() => {});
}

async function logOut() {
  await post('/admin/logout');
  location.reload();
}

function bar(hasLogin) {
  const { id, name } = other();
  return html`<button type="button" lang=${id} @click=${() => choose(id)}>${name}</button>
    ${hasLogin ? html`<button type="button" @click=${logOut}>${t('logout')}</button>` : nothing}`;
}

new Overview($, hasLogin => render(bar(hasLogin), $('bar'))).begin();
addEventListener('hashchange', show);
show();
