import { html } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';
import { dialog } from './dialog.js';

/** Asks before something that cannot be undone. Answers the dialog. */
export function question({ id, title, text, yes, onYes }) {
  const box = dialog({
    id,
    title,
    content: () => html`
      <p>${text}</p>
      <div class="row">
        <button type="button" @click=${() => box.close()}>${t('cancel')}</button>
        <button type="submit" class="danger" autofocus>${yes}</button>
      </div>
    `,
    onSubmit: onYes,
  });
  return box;
}
