import { ask, reason } from './dialog.js';
import { html, nothing, render } from './lib/lit-html/lit-html.js';
import { del, get, query } from './net.js';
import { attempt } from './said.js';
import { tell } from './telling.js';
import { stamp, t } from './words/words.js';

const below = (room, path) => `/api/rooms/${encodeURIComponent(room)}/${path}`;

function said(message) {
  if (message.deleted) return html`<i class="quiet">${t('room.gone')}</i>`;
  if (message.type && message.text === undefined) return html`<i class="quiet">${t(`room.${message.type}`)}</i>`;
  if (message.data !== undefined) return html`<i class="quiet">${t('room.binary')}</i>`;
  return html`${message.type ? html`<i class="quiet">${t('room.edit')}: </i>` : nothing}${message.text}`;
}

const isGone = message => message.deleted || message.type || message.isTaken;

/** What was said in a room, to be taken back; `wanted` is {room}. */
export function room(root, wanted) {
  const name = wanted.room ?? '';
  let messages = null;
  let next;

  const older = () =>
    attempt(async () => {
      const page = await get(query(below(name, 'messages'), { before: next }));
      messages = [...page.messages, ...messages ?? []];
      next = page.next;
      draw();
    });

  function choose(event) {
    event.preventDefault();
    location.hash = `#room?${new URLSearchParams({ room: event.target.elements.room.value.trim() })}`;
  }

  async function speak(event) {
    event.preventDefault();
    const form = event.target;
    if (await tell(form.elements.text.value.trim(), name)) form.reset();
  }

  async function takeBack(message) {
    const { from, id } = message;
    const values = await ask({
      title: t('message.deleteTitle', { nick: from.nick }),
      text: t('message.deleteText'),
      fields: html`<blockquote>${said(message)}</blockquote>${reason()}`,
      action: t('message.delete'),
    });
    if (!values) return;
    const fields = { from: from.id, id, reason: values.reason };
    if (await attempt(() => del(below(name, 'messages'), fields), () => t('message.deleted'))) {
      message.deleted = true;
      draw();
    }
  }

  const row = message => html`<li>
    <p class="quiet"><b>${message.from.nick}</b> <a class="id" href=${`#people?${new URLSearchParams({ q: message.from.id })}`}>${message.from.id}</a>
      <time>${stamp(message.at)}</time></p>
    <p class="text">${said(message)}</p>
    ${isGone(message) ? nothing : html`<button type="button" @click=${() => takeBack(message)}>${t('message.delete')}</button>`}
  </li>`;

  const chosen = () => html`
    <p><a href=${`#people?${new URLSearchParams({ room: name })}`}>${t('room.people')}</a></p>
    <form class="search" @submit=${speak}>
      <label>${t('room.notice')} <input name="text" required maxlength="1000"></label>
      <button>${t('notice.do')}</button>
    </form>
    ${next ? html`<button type="button" @click=${older}>${t('room.older')}</button>` : nothing}
    ${messages ? (messages.length ? html`<ol class="messages">${messages.map(row)}</ol>` : html`<p>${t('room.none')}</p>`) : nothing}`;

  function draw() {
    render(html`<form class="search" role="search" @submit=${choose}>
        <label>${t('room.open')} <input name="room" required maxlength="64" .value=${name}></label>
        <button>${t('room.show')}</button>
      </form>
      ${name ? chosen() : html`<p class="quiet">${t('room.choose')}</p>`}`, root);
  }

  draw();
  if (name) older();
}
