import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { t } from './words/words.js';

/**
 * Asks before something is done that cannot be taken back. Completes with the values of the form's
 * fields, or with null when it is not to be.
 */
export function ask({ title, text, fields, action }) {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  return new Promise(resolve => {
    const end = values => {
      dialog.remove();
      resolve(values);
    };
    const submit = event => {
      event.preventDefault();
      end(Object.fromEntries(new FormData(event.target)));
    };
    render(html`<form @submit=${submit}>
      <h2 id="asked">${title}</h2>
      ${text ? html`<p class="quiet">${text}</p>` : nothing}
      ${fields ?? nothing}
      <footer>
        <button type="button" @click=${() => end(null)}>${t('cancel')}</button>
        <button class="danger">${action}</button>
      </footer>
    </form>`, dialog);
    dialog.setAttribute('aria-labelledby', 'asked');
    dialog.addEventListener('close', () => end(null));
    dialog.showModal();
  });
}

export const reason = () => html`<label>${t('reason')}
  <input name="reason" maxlength="200" placeholder=${t('reason.hint')}>
</label>`;
