import { nickname, roomName } from '../model/names.js';
import { t } from '../words/words.js';
import { dialog, field } from './dialog.js';
import { h } from './dom.js';

/** Asks for a nickname and a room, once. Cannot be closed: without them there is nothing to do. */
export function welcome({ nick, room, onEnter }) {
  const nickField = h('input', { id: 'nick', value: nick, autocomplete: 'nickname' });
  const roomField = h('input', { id: 'room', value: room, autocapitalize: 'off' });
  let chosen = null;
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const box = dialog({
    id: 'welcome',
    title: t('welcome.title'),
    fields: [
      h('p', { class: 'quiet' }, t('welcome.text')),
      field(t('welcome.nick'), nickField),
      field(t('welcome.room'), roomField),
      wrong,
    ],
    buttons: [h('button', { type: 'submit', class: 'primary' }, t('welcome.enter'))],
    onSubmit: () => {
      chosen = { nick: nickname(nickField.value), room: roomName(roomField.value) };
      if (chosen.nick === null || chosen.room === null) {
        wrong.textContent = t(chosen.nick === null ? 'nick.bad' : 'room.bad');
        return false;
      }
      return true;
    },
  });
  box.addEventListener('cancel', (event) => event.preventDefault());
  box.addEventListener('close', () => onEnter(chosen));
  nickField.focus();
}
