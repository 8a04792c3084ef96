import { html, nothing } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';
import { ANSWER, EDIT, MODERATE, REMOVE } from './icons.js';

/**
 * What may be done with a message: shown where it is pointed at, or has the focus - a tap gives it that,
 * and with the keyboard Tab goes to the messages and the arrows from one to the next.
 */
export function tools(message, { rights, on }) {
  const offered = [
    rights.say && !message.deleted && button('answer', ANSWER, () => on.answer(message)),
    rights.edit && button('edit', EDIT, () => on.edit(message)),
    rights.remove && button('remove', REMOVE, () => on.remove(message)),
    rights.moderate && button('moderate', MODERATE, () => on.moderate(message.from)),
  ].filter(Boolean);
  return offered.length === 0
    ? nothing
    : html`<div class="tools" role="group" aria-label=${t('tools')}>${offered}</div>`;
}

function button(deed, icon, act) {
  const label = t(`tools.${deed}`);
  return html`<button type="button" class="icon" data-deed=${deed} aria-label=${label} title=${label} @click=${act}>
    ${icon}
  </button>`;
}
