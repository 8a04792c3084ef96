import { Announcer } from './announcer.js';
import { Attention } from './attention.js';
import { Composer } from './composer.js';
import { Drawers } from './drawers.js';
import { Header } from './header.js';
import { PeopleList } from './peoplelist.js';
import { RoomList } from './roomlist.js';
import { StatusView } from './status.js';
import { TimelineView } from './timeline.js';
import { Toast } from './toast.js';
import { TypingView } from './typing.js';
import { language, t } from '../words/words.js';

const HIDDEN_MS = 250;
const $ = (id) => document.getElementById(id);

/** All views, each on its own place of index.html, and when they draw: once a frame at most. */
export class Page {
  #asked = false;

  constructor({ chat, outbox, connection, isOnline, onLine, onSettings }) {
    this.chat = chat;
    this.toast = new Toast($('toast'));
    this.announcer = new Announcer($('announcer'));
    this.attention = new Attention({ chat, onOpen: (room) => chat.open(room) });
    this.drawers = new Drawers(document.body, { onChange: () => this.draw() });
    this.timeline = new TimelineView($('timeline'), { chat, outbox, onSeen: () => this.#seen() });
    this.composer = new Composer($('composer'), { chat, onLine });
    this.views = [
      new Header($('header'), { chat, drawers: this.drawers, onSettings }),
      new StatusView($('status'), { connection, isOnline }),
      new RoomList($('rooms'), { chat, onOpen: () => this.#opened() }),
      new PeopleList($('people'), { chat }),
      this.timeline,
      new TypingView($('typing'), { chat }),
      this.composer,
    ];
  }

  /** Soon: a browser draws no frames of a hidden page, but its title is still seen. */
  draw() {
    if (this.#asked) {
      return;
    }
    this.#asked = true;
    const now = () => {
      this.#asked = false;
      this.#render();
    };
    if (document.visibilityState === 'visible') {
      requestAnimationFrame(now);
    } else {
      setTimeout(now, HIDDEN_MS);
    }
  }

  focus() {
    this.composer.focus();
  }

  toEnd() {
    this.timeline.toEnd();
  }

  isWatching(room) {
    return room === this.chat.current && this.attention.isHere && this.timeline.isFollowing;
  }

  heard(room, message, mentions) {
    if (room === this.chat.current || mentions) {
      this.announcer.message(message);
    }
    this.attention.notify(room, message);
  }

  #render() {
    document.documentElement.lang = language();
    $('rooms').setAttribute('aria-label', t('rooms'));
    $('people').setAttribute('aria-label', t('people'));
    this.views.forEach((view) => view.render());
    this.attention.title();
  }

  #opened() {
    this.drawers.close();
    this.focus();
  }

  #seen() {
    if (this.isWatching(this.chat.current)) {
      this.chat.current?.seen();
    }
  }
}
