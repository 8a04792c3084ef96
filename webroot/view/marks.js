import { html } from '../lib/lit-html/lit-html.js';
import { longDate, t } from '../words/words.js';

/** What stands between messages: the day, where reading stopped, and what may be missing. */
export function markRow({ kind, at }) {
  if (kind === 'day') {
    return html`<p class="mark day"><span>${dayName(at)}</span></p>`;
  }
  if (kind === 'divider') {
    return html`<p class="mark divider"><span>${t('messages.divider')}</span></p>`;
  }
  return html`<p class="mark notice ${kind}"><span>${t(`messages.${kind}`)}</span></p>`;
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
