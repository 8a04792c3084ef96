import { ask, reason } from './dialog.js';
import { html, nothing } from './lib/lit-html/lit-html.js';
import { post } from './net.js';
import { attempt } from './said.js';
import { t } from './words/words.js';

const MINUTES = [60, 10, 1440, 10080, 0];
const ADDRESS = /^[0-9.]+(\/\d+)?$|^[0-9a-f]*:[0-9a-f:.]*(\/\d+)?$/i;

const choice = (value, label, isFirst) => html`<label class="choice">
  <input type="radio" name="whom" value=${value} ?checked=${isFirst}> <span>${label}</span>
</label>`;

function whom({ id, nick, address } = {}) {
  if (!address) {
    return html`<label>${t('ban.id')} <input name="free" required maxlength="255"></label>`;
  }
  return html`<fieldset>
    <legend>${t('ban.whom')}</legend>
    ${id ? choice('person', html`${t('ban.person')}: <b>${nick}</b> <small>${id}</small>`, true) : nothing}
    ${choice('address', html`${t('ban.address')}: <b>${address}</b>`, !id)}
  </fieldset>`;
}

const where = rooms => html`<label>${t('ban.room')}
  <input name="room" maxlength="64" list="ban-rooms" placeholder=${t('ban.everywhere')}>
  <datalist id="ban-rooms">${rooms.map(room => html`<option value=${room}></option>`)}</datalist>
</label>`;

const time = () => html`<label>${t('ban.time')}
  <select name="minutes">${MINUTES.map(each => html`<option value=${each}>${t(`ban.${each}`)}</option>`)}</select>
</label>`;

/** `row` is somebody who is here, or nothing for whoever is named in the dialog. */
export async function ban(row) {
  const values = await ask({
    title: t('ban.title'),
    fields: html`${whom(row)}${where(row?.rooms ?? [])}${time()}${reason()}`,
    action: t('ban.do'),
  });
  if (!values) return false;
  const free = values.free?.trim();
  const isPerson = free ? !ADDRESS.test(free) : values.whom === 'person';
  const who = free ?? (isPerson ? row.id : row.address);
  const fields = { [isPerson ? 'person' : 'address']: who, reason: values.reason };
  if (isPerson && values.room.trim()) fields.room = values.room.trim();
  if (values.minutes !== '0') fields.minutes = Number(values.minutes);
  return attempt(() => post('/api/bans', fields), () => t('ban.done', { who: row?.nick && isPerson ? row.nick : who }));
}
