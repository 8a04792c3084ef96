import { html, nothing } from './lib/lit-html/lit-html.js';
import { stamp, t } from './words/words.js';

// How what was done is written, in the audit and among what holds.

export const whom = ({ person, nick, address }) => html`${nick ? html`<b>${nick}</b> ` : nothing}
  ${person ? html`<span class="id">${person}</span> ` : nothing}${address ? html`<span>${address}</span>` : nothing}`;
export const where = ({ room }) => room ?? t('everywhere');
export const when = ({ at }) => html`<time datetime=${new Date(at).toISOString()}>${stamp(at)}</time>`;
export const by = act => act.by?.nick ?? t('operator');

export function until({ act, until: end }) {
  if (end) return stamp(end);
  return act === 'ban' || act === 'mute' ? t('forGood') : '';
}
