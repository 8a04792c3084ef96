import { longDate, t } from '../words/words.js';
import { h } from './dom.js';

/** What stands between messages: the day, where reading stopped, and what may be missing. */
export function markRow({ kind, at }) {
  if (kind === 'day') {
    return h('p', { class: 'mark day' }, h('span', {}, dayName(at)));
  }
  if (kind === 'divider') {
    return h('p', { class: 'mark divider' }, h('span', {}, t('messages.divider')));
  }
  return h('p', { class: `mark notice ${kind}` }, h('span', {}, t(`messages.${kind}`)));
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
