import { Announcer } from './announcer.js';
import { Attention } from './attention.js';
import { Composer } from './composer.js';
import { Deeds } from './deeds.js';
import { Drawers } from './drawers.js';
import { Header } from './header.js';
import { PeopleList } from './peoplelist.js';
import { RoomList } from './roomlist.js';
import { SearchPanel } from './searchpanel.js';
import { shortcuts } from './shortcuts.js';
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
  #withdraw = () => {};

  constructor({ chat, outbox, connection, signIn, isOnline, onLine, onEdit, onInvite, onSettings }) {
    this.chat = chat;
    const deeds = new Deeds({
      chat,
      composer: () => this.composer,
      onEnd: () => this.toEnd(),
    });
    this.toast = new Toast($('toast'));
    this.announcer = new Announcer($('announcer'));
    this.attention = new Attention({ chat, onOpen: (room) => chat.open(room) });
    this.drawers = new Drawers(document.body, { onChange: () => this.draw() });
    this.timeline = new TimelineView($('timeline'), {
      chat,
      outbox,
      onSeen: () => this.#seen(),
      onFound: (message) => this.announcer.message(message),
      on: deeds,
    });
    this.composer = new Composer($('composer'), { chat, onLine, onEdit, onUp: deeds.editLast });
    this.roomList = new RoomList($('rooms'), {
      chat,
      onOpen: () => this.#opened(),
      onChange: () => this.draw(),
    });
    this.searchPanel = new SearchPanel($('search'), {
      chat,
      onShow: () => this.drawers.giveWay() && this.timeline.focus(),
      onClose: () => this.drawers.close(),
    });
    this.views = [
      new Header($('header'), { chat, drawers: this.drawers, signIn, onInvite, onSettings }),
      new StatusView($('status'), { chat, connection, signIn, isOnline }),
      this.roomList,
      new PeopleList($('people'), { chat, onModerate: deeds.moderate }),
      this.searchPanel,
      this.timeline,
      new TypingView($('typing'), { chat }),
      this.composer,
    ];
    shortcuts({
      onFind: () => this.#find(),
      onSearch: () => this.search(''),
      onStep: (by) => chat.step(by),
    });
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

  /** Opens the search, and looks for a text, if there is one, in the room in front. */
  search(text) {
    if (!this.searchPanel.isOpen) {
      this.toast.show(t('search.closed'));
      return;
    }
    if (this.drawers.open !== 'search') {
      this.drawers.toggle('search');
    }
    this.searchPanel.look(text);
  }

  isWatching(room) {
    return room === this.chat.current && this.attention.isHere && this.timeline.isFollowing;
  }

  heard(room, message, mentions) {
    if (room === this.chat.current || mentions) {
      this.announcer.message(message);
    }
    if (mentions && room !== this.chat.current && this.attention.isHere) {
      const sentence = t('messages.mention', { nick: message.from.nick, room: room.name });
      this.toast.show(sentence, { label: t('messages.show'), act: () => this.chat.open(room.name) });
    }
    this.attention.notify(room, message);
  }

  /** What the house says, to a screen reader. */
  told({ text }) {
    this.announcer.say(text);
  }

  done({ act, room, person }) {
    const { people, timeline } = this.chat.rooms.get(room) ?? {};
    const known =
      people?.list().find(({ id }) => id === person) ??
      timeline?.messages.findLast(({ from }) => from.id === person)?.from;
    this.toast.show(t(`done.${act}`, { nick: known?.nick ?? person }));
  }

  /** Of the room in front the line above it says so, for as long as it is true. */
  refused(error) {
    if (!this.chat.current?.refusal || error.room !== this.chat.current.name) {
      this.#withdraw = this.toast.refused(error);
    }
  }

  /** We were put out of a room. Of the one in front the line above it says so. */
  out(room) {
    this.#withdraw();
    if (room !== this.chat.current) {
      this.toast.show(t('rooms.out', { room: room.name, why: room.why ?? '' }));
    }
  }

  #render() {
    document.documentElement.lang = language();
    $('rooms').setAttribute('aria-label', t('rooms'));
    $('people').setAttribute('aria-label', t('people'));
    $('search').setAttribute('aria-label', t('search'));
    this.views.forEach((view) => view.render());
    this.attention.title();
  }

  #find() {
    this.drawers.reveal('rooms');
    this.roomList.focus();
  }

  #opened() {
    this.drawers.giveWay();
    this.focus();
  }

  #seen() {
    if (this.isWatching(this.chat.current)) {
      this.chat.current?.seen();
    }
  }
}
