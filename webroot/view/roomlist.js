import { roomName } from '../model/names.js';
import { t } from '../words/words.js';
import { h, patch, setText } from './dom.js';

const MOST = 99;

/** The rooms this page is in, a field to open another by name, and the rooms others are in. */
export class RoomList {
  #title = h('h2');
  #joined = h('ul', { class: 'list' });
  #name = h('input', { id: 'room-name', autocomplete: 'off', autocapitalize: 'off' });
  #join = h('button', { type: 'submit', class: 'small' });
  #wrong = h('p', { class: 'wrong', role: 'alert', hidden: true });
  #summary = h('summary');
  #active = h('ul', { class: 'list active' });
  #none = h('p', { class: 'quiet' });

  constructor(root, { chat, onOpen }) {
    this.chat = chat;
    this.onOpen = onOpen;
    const form = h('form', { class: 'add', onsubmit: (event) => this.#submit(event) });
    form.append(this.#name, this.#join, this.#wrong);
    const details = h('details', {}, this.#summary, this.#active, this.#none);
    details.addEventListener('toggle', () => details.open && chat.askForRooms());
    root.append(this.#title, this.#joined, form, details);
  }

  render() {
    setText(this.#title, t('rooms'));
    setText(this.#join, t('rooms.join'));
    setText(this.#summary, t('rooms.active'));
    setText(this.#none, t('rooms.none'));
    this.#name.placeholder = t('rooms.name');
    this.#name.setAttribute('aria-label', t('rooms.add'));
    patch(this.#joined, this.#joinedRows(), (row) => this.#joinedItem(row));
    this.renderActive();
  }

  renderActive() {
    const rows = this.chat.active
      .filter(({ room }) => !this.chat.rooms.has(room))
      .map(({ room, count }) => ({ key: room, look: t('rooms.here', { n: count }), room }));
    patch(this.#active, rows, ({ room, look }) =>
      h('li', {}, this.#link(room, [h('span', { class: 'quiet' }, look)])),
    );
    this.#none.hidden = rows.length > 0;
  }

  #joinedRows() {
    return [...this.chat.rooms.values()].map(({ name, reading }) => {
      const front = name === this.chat.current?.name;
      const { unread, mentions } = reading;
      const look = [unread, mentions, front, t('rooms.mention')].join(' ');
      return { key: name, look, name, unread, mentions, front };
    });
  }

  #joinedItem({ name, unread, mentions, front }) {
    const count = unread > MOST ? `${MOST}+` : unread;
    const badge = unread
      ? h('span', { class: 'badge', title: t('rooms.unread', { n: unread }) }, count)
      : null;
    const mark = mentions
      ? h('span', { class: 'at', role: 'img', 'aria-label': t('rooms.mention') }, '@')
      : null;
    const leave = h('button', {
      type: 'button',
      class: 'icon leave',
      'aria-label': t('rooms.leave', { room: name }),
      onclick: () => this.chat.leave(name),
    });
    leave.append('×');
    return h('li', { 'data-unread': unread > 0 }, this.#link(name, [mark, badge], front), leave);
  }

  #link(room, extras, front = false) {
    const href = `#${encodeURIComponent(room)}`;
    const link = h('a', { href, 'aria-current': front ? 'page' : null });
    link.addEventListener('click', () => this.onOpen());
    link.append(h('span', { class: 'name' }, room), ...extras.filter(Boolean));
    return link;
  }

  #submit(event) {
    event.preventDefault();
    const name = roomName(this.#name.value);
    this.#wrong.hidden = name !== null;
    setText(this.#wrong, name === null ? t('room.bad') : '');
    if (name !== null) {
      this.#name.value = '';
      this.chat.open(name);
      this.onOpen();
    }
  }
}
