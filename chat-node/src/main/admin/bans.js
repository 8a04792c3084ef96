import { by, until, when, where, whom } from './acts.js';
import { again } from './again.js';
import { ban } from './banning.js';
import { ask } from './dialog.js';
import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { del, get } from './net.js';
import { attempt, say } from './said.js';
import { cards } from './tables.js';
import { t } from './words/words.js';

const EVERY_MS = 3000;

/** What holds against people, and the end of it. */
export function bans(root) {
  let rows;

  async function refresh() {
    try {
      rows = (await get('/api/bans')).bans;
    } catch (failure) {
      if (!(failure instanceof TypeError)) say(t('failed', { why: failure.message }), true);
    }
    draw();
  }

  async function lift(row) {
    const who = row.person ?? row.address;
    const values = await ask({ title: t('bans.liftTitle', { who }), text: t('bans.liftText'), action: t('bans.lift') });
    if (!values) return;
    await attempt(() => del(`/api/bans/${row.number}`), () => t('bans.lifted', { who }));
    refresh();
  }

  async function add() {
    if (await ban()) refresh();
  }

  const COLUMNS = [
    ['bans.whom', whom, 'who'],
    ['bans.what', row => t(`act.${row.act}`)],
    ['bans.where', where],
    ['bans.until', until],
    ['reason', row => row.reason, 'wrap'],
    ['by', by],
    ['when', when],
    ['', row => html`<button type="button" @click=${() => lift(row)}>${t('bans.lift')}</button>`, 'acts'],
  ];

  function draw() {
    render(html`<p class="quiet">${t('bans.text')}</p>
      <p><button type="button" @click=${add}>${t('bans.add')}</button></p>
      ${rows ? (rows.length ? cards(COLUMNS, rows) : html`<p>${t('bans.none')}</p>`) : nothing}`, root);
  }

  draw();
  return again(EVERY_MS, refresh);
}
