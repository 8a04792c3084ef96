import { by, until, when, where, whom } from './acts.js';
import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { get, query } from './net.js';
import { attempt } from './said.js';
import { cards } from './tables.js';
import { t } from './words/words.js';

const COLUMNS = [
  ['when', when],
  ['bans.what', row => t(`act.${row.act}`)],
  ['bans.whom', whom, 'who'],
  ['bans.where', where],
  ['bans.until', until],
  ['reason', row => row.reason, 'wrap'],
  ['by', by],
];

/** What was done, as it is when this is opened. */
export function audit(root) {
  let acts = null;
  let next;

  const older = () =>
    attempt(async () => {
      const page = await get(query('/api/audit', { before: next }));
      acts = [...acts ?? [], ...page.acts];
      next = page.next;
      draw();
    });

  function draw() {
    render(html`<p class="quiet">${t('audit.text')}</p>
      ${acts ? (acts.length ? cards(COLUMNS, acts) : html`<p>${t('audit.none')}</p>`) : nothing}
      ${next ? html`<button type="button" @click=${older}>${t('audit.older')}</button>` : nothing}`, root);
  }

  draw();
  older();
}
