import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { get, put } from './net.js';
import { attempt } from './said.js';
import { cards } from './tables.js';
import { t } from './words/words.js';

const COLUMNS = [
  ['log.logger', row => row.logger || t('log.root'), 'who'],
  ['log.level', row => row.level],
];

/** How much this node writes into its log. */
export function log(root) {
  let page;

  const refresh = () =>
    attempt(async () => {
      page = await get('/api/log-level');
      draw();
    });

  async function submit(event) {
    event.preventDefault();
    const fields = Object.fromEntries(new FormData(event.target));
    if (await attempt(() => put('/api/log-level', fields), answer => t('log.done', answer))) refresh();
  }

  function draw() {
    render(html`<p class="quiet">${t('log.text')}</p>
      <form class="search" @submit=${submit}>
        <label>${t('log.logger')} <input name="logger" value="chatnode" required maxlength="200"></label>
        <label>${t('log.level')} <select name="level">
          ${(page?.known ?? []).map(each => html`<option ?selected=${each === 'INFO'}>${each}</option>`)}
        </select></label>
        <button class="main">${t('log.set')}</button>
      </form>
      ${page ? cards(COLUMNS, page.levels) : nothing}`, root);
  }

  draw();
  refresh();
}
