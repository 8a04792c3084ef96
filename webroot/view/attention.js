import { t } from '../words/words.js';

/** What reaches somebody who looks elsewhere: the title's number, and notifications if wanted. */
export class Attention {
  constructor({ chat, onOpen }) {
    this.chat = chat;
    this.onOpen = onOpen;
  }

  /** Whether what is on the screen is being read. */
  get isHere() {
    return document.visibilityState === 'visible' && document.hasFocus();
  }

  title() {
    const rooms = [...this.chat.rooms.values()];
    const unread = rooms.reduce((sum, { reading }) => sum + reading.unread, 0);
    const calls = rooms.some(({ reading }) => reading.mentions > 0);
    const name = this.chat.current ? `#${this.chat.current.name} · ${t('title')}` : t('title');
    document.title = unread ? `(${calls ? '@' : ''}${unread}) ${name}` : name;
  }

  /** 'none', 'denied', 'on' or 'ask'. Without https there are none, except on localhost. */
  get state() {
    if (!('Notification' in window) || !window.isSecureContext) {
      return 'none';
    }
    return { granted: 'on', denied: 'denied' }[Notification.permission] ?? 'ask';
  }

  ask() {
    return Notification.requestPermission();
  }

  /** One notification a room: the next takes its place. */
  notify(room, { from, text }) {
    if (this.state !== 'on' || this.isHere) {
      return;
    }
    const body = (text ?? '').slice(0, 200);
    const options = { body, tag: `chat ${room.name}`, icon: 'icon.svg' };
    try {
      const note = new Notification(`${from.nick} · #${room.name}`, options);
      note.onclick = () => {
        window.focus();
        this.onOpen(room.name);
        note.close();
      };
    } catch {
      // Chromium on Android wants a service worker for this
    }
  }
}
