import { html, nothing } from '../lib/lit-html/lit-html.js';
import { longDate, t } from '../words/words.js';

/** What stands between messages: the day, where reading stopped, what is missing, what the house says. */
export function markRow({ kind, at, after, isFilling, text }, { fill }) {
  if (kind === 'day') {
    return html`<p class="mark day"><span>${dayName(at)}</span></p>`;
  }
  if (kind === 'divider') {
    return html`<p class="mark divider"><span>${t('messages.divider')}</span></p>`;
  }
  if (kind === 'told') {
    return html`<p class="mark told"><span dir="auto">${text}</span></p>`; // it says by whom
  }
  const sentence = t(isFilling ? 'messages.older' : `messages.${kind}`);
  return html`<p class="mark notice ${kind}">
    <span
      >${sentence}
      ${kind === 'gap' && !isFilling
        ? html`<button type="button" class="small" @click=${() => fill(after)}>
            ${t('messages.fill')}
          </button>`
        : nothing}</span
    >
  </p>`;
}

function dayName(at) {
  const day = new Date(at).toDateString();
  const today = new Date();
  const yesterday = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 1);
  if (day === today.toDateString()) {
    return t('messages.today');
  }
  return day === yesterday.toDateString() ? t('messages.yesterday') : longDate(at);
}
