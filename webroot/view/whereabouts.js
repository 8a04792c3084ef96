import { t } from '../words/words.js';

/** Where in the room's history the reader is: what stands above the first row. */
export function topText(room, isFirstDrawn) {
  if (room.timeline.epoch === null) {
    return room.refusal ? '' : t('messages.joining'); // why not is said above
  }
  const { more, isWhole } = room.pages.shown;
  if (!isFirstDrawn || more) {
    return t('messages.older');
  }
  return isWhole ? t('messages.begin', { room: room.name }) : t('messages.trimmed');
}

/** And what the button says that leads to the end. */
export function jumpText(room) {
  if (room?.pages.isApart) {
    return t('messages.apart');
  }
  const unread = room?.reading.unread ?? 0;
  return unread ? t('messages.new', { n: unread }) : t('messages.latest');
}
