import { html, nothing } from '../lib/lit-html/lit-html.js';
import { actionOf } from '../model/commands.js';
import { t } from '../words/words.js';
import { nickname } from './avatar.js';

/** What a message answers: who said it and the first line; a click goes there. */
export function quoteOf(quote, onShow) {
  if (quote === null) {
    return nothing;
  }
  const { message } = quote;
  return message === null
    ? html`<p class="quote">${t('quote.away')}</p>`
    : html`<button type="button" class="quote" title=${t('quote.show')} @click=${() => onShow(message)}>
        ${nickname(message.from)} <span dir="auto">${firstLine(message)}</span>
      </button>`;
}

/** Of a message, as it was written. */
export function firstLine({ text, deleted }) {
  if (deleted) {
    return t('messages.deleted');
  }
  return (actionOf(text) ?? text ?? t('quote.binary')).trim().split('\n', 1)[0];
}
