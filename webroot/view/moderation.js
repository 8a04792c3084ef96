import { html, nothing } from '../lib/lit-html/lit-html.js';
import { t } from '../words/words.js';
import { choice, dialog, field } from './dialog.js';

const ACTS = ['kick', 'mute', 'ban', 'unmute', 'unban'];
const LASTING = ['mute', 'ban'];
const TIMES = [10, 60, 24 * 60, 0];
const LONGEST = 200;

/** What a moderator does about somebody in a room. `onAct({act, minutes, reason})`. */
export function moderation({ nick, room, onAct }) {
  let act = 'kick';
  let minutes = TIMES[0];
  const box = dialog({
    id: 'moderation',
    title: t('moderation', { nick, room }),
    content: () => html`
      ${choice({
        name: 'act',
        title: t('moderation.act'),
        options: ACTS.map((id) => ({ id, label: t(`moderation.${id}`) })),
        chosen: act,
        onChoose: (id) => {
          act = id;
          box.redraw();
        },
      })}
      <p class="quiet" role="status">${t(`moderation.${act}.means`)}</p>
      ${LASTING.includes(act)
        ? choice({
            name: 'minutes',
            title: t('moderation.time'),
            options: TIMES.map((id) => ({ id, label: t(`moderation.minutes.${id}`) })),
            chosen: minutes,
            onChoose: (id) => (minutes = id),
          })
        : nothing}
      ${act.startsWith('un')
        ? nothing
        : field(t('moderation.reason'), html`<input id="reason" maxlength=${LONGEST} autocomplete="off" />`)}
      <div class="row">
        <button type="button" @click=${() => box.close()}>${t('cancel')}</button>
        <button type="submit" class="primary">${t(`moderation.${act}`)}</button>
      </div>
    `,
    onSubmit: ({ reason }) => {
      onAct({
        act,
        ...(LASTING.includes(act) && minutes ? { minutes } : {}),
        reason: reason?.value.trim() ?? '',
      });
    },
  });
}
