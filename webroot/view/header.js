import { t } from '../words/words.js';
import { setText } from './dom.js';

/** The name of the room in front, and the buttons for what does not fit beside it. */
export class Header {
  constructor({ chat, title, rooms, people, settings }) {
    Object.assign(this, { chat, heading: title, rooms, people, settings });
  }

  render() {
    const room = this.chat.current;
    setText(this.heading, room ? `#${room.name}` : t('title'));
    const n = room?.people.count ?? 0;
    setText(this.people.querySelector('span'), n || '');
    this.people.setAttribute('aria-label', t('people.open', { n }));
    this.rooms.setAttribute('aria-label', t('rooms.open'));
    this.settings.setAttribute('aria-label', t('settings'));
    const elsewhere = [...this.chat.rooms.values()].some(
      (each) => each !== room && each.reading.unread > 0,
    );
    this.rooms.dataset.unread = elsewhere;
  }
}
