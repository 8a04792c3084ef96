import { html, render } from './lib/lit-html/lit-html.js';
import { tell } from './telling.js';
import { t } from './words/words.js';

/** Says something to everybody at once. */
export function notice(root) {
  async function submit(event) {
    event.preventDefault();
    const form = event.target;
    const { text, room } = Object.fromEntries(new FormData(form));
    if (await tell(text.trim(), room.trim())) form.reset();
  }

  render(html`<p class="quiet">${t('notice.text')}</p>
    <form class="column" @submit=${submit}>
      <label>${t('notice.what')} <textarea name="text" rows="4" maxlength="1000" required></textarea></label>
      <label>${t('notice.room')} <input name="room" maxlength="64"></label>
      <div><button class="main">${t('notice.do')}</button></div>
    </form>`, root);
}
