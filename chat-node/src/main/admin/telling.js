import { ask } from './dialog.js';
import { post } from './net.js';
import { attempt } from './said.js';
import { t } from './words/words.js';

/** A notice to all, or to a room; whether it was sent. */
export async function tell(text, room) {
  const title = room ? t('notice.sureRoom', { room }) : t('notice.sureAll');
  const sure = await ask({ title, text, action: t('notice.do') });
  return sure !== null && attempt(() => post('/api/notices', { text, ...(room && { room }) }), () => t('notice.done'));
}
