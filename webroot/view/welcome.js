import { html } from '../lib/lit-html/lit-html.js';
import { nickname, typedRoomName } from '../model/names.js';
import { t } from '../words/words.js';
import { dialog, field, wrong } from './dialog.js';

/**
 * Asks for a nickname and a room, once. Cannot be closed: without them there is nothing to do. Answers how
 * it goes when it turns out that nobody need be asked.
 */
export function welcome({ nick, room, onEnter }) {
  let chosen = null;
  let sentence = '';
  const box = dialog({
    id: 'welcome',
    title: t('welcome.title'),
    content: () => html`
      <p class="quiet">${t('welcome.text')}</p>
      ${field(
        t('welcome.nick'),
        html`<input id="nick" value=${nick} autocomplete="nickname" autofocus />`,
      )}
      ${field(t('welcome.room'), html`<input id="room" value=${room} autocapitalize="off" />`)}
      ${wrong(sentence)}
      <div class="row">
        <button type="submit" class="primary">${t('welcome.enter')}</button>
      </div>
    `,
    onSubmit: (fields) => {
      const wished = { nick: nickname(fields.nick.value), room: typedRoomName(fields.room.value) };
      if (wished.nick === null || wished.room === null) {
        sentence = t(wished.nick === null ? 'nick.bad' : 'room.bad');
        box.redraw();
        return false;
      }
      chosen = wished;
      return true;
    },
  });
  box.addEventListener('cancel', (event) => event.preventDefault());
  let isNeeded = true;
  let leave = () => {
    isNeeded = false;
    box.close();
  };
  box.addEventListener('close', () => {
    if (chosen) {
      onEnter(chosen);
    } else if (isNeeded) {
      leave = welcome({ nick, room, onEnter }); // a second Escape closes whatever the page says
    }
  });
  return () => leave();
}
