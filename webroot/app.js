import { Chat } from './model/chat.js';
import { understand } from './model/commands.js';
import { nickname, randomId, roomName } from './model/names.js';
import { Outbox } from './model/outbox.js';
import { Store } from './model/store.js';
import { clock } from './net/clock.js';
import { Connection } from './net/connection.js';
import * as frames from './net/frames.js';
import { Page } from './view/page.js';
import { showTheme } from './view/theme.js';
import { settings } from './view/settings.js';
import { welcome } from './view/welcome.js';
import { speak, t } from './words/words.js';

/** Joins net, model and view: the only file that knows all three. */

const HOME = 'lobby';
const store = new Store(localStorage);
const secret = store.get('client') ?? randomId(24);
store.set('client', secret);
showTheme(store.get('theme'));
speak(store.get('language'), ...navigator.languages);

const url = new URL('chat', location.href);
url.protocol = url.protocol.replace('http', 'ws');
url.hash = '';

const connection = new Connection({
  open: () => new WebSocket(url, frames.PROTOCOL),
  hello: () => frames.hello(chat.me.nick, secret),
  onFrame: (frame) => chat.take(frame),
  onState: ({ name }) => {
    if (name !== 'open') {
      chat.away();
    }
    page.draw();
  },
});

const outbox = new Outbox({
  store,
  clock,
  send: ({ room, id, text }) =>
    chat.rooms.get(room)?.joined && connection.send(frames.say(room, id, text)),
});

const chat = new Chat({
  store,
  outbox,
  clock,
  send: (frame) => connection.send(frame),
  isWatched: (room) => page.isWatching(room),
});

const page = new Page({
  chat,
  outbox,
  connection,
  isOnline: () => navigator.onLine,
  onLine: (line) => act(understand(line)),
  onSettings: () =>
    settings({
      nick: chat.me.nick,
      theme: store.get('theme', 'system'),
      notices: page.attention,
      onNick: (nick) => chat.rename(nick),
      onTheme: (theme) => {
        store.set('theme', theme);
        showTheme(theme);
      },
      onLanguage: (language) => {
        store.set('language', language);
        speak(language, ...navigator.languages);
        page.draw();
      },
    }),
});

chat
  .on('room', () => page.draw())
  .on('rooms', () => {
    if (chat.current && roomOfLink() !== chat.current.name) {
      history.pushState(null, '', `#${encodeURIComponent(chat.current.name)}`);
    }
    page.draw();
  })
  .on('me', () => page.draw())
  .on('active', () => page.draw())
  .on('message', (room, message, mentions) => page.heard(room, message, mentions))
  .on('refused', (error) => page.toast.refused(error));
outbox.on('change', () => page.draw());

// ---- what a line in the composer does

function act({ say, name, rest }) {
  if (say !== undefined) {
    chat.say(say);
    page.toEnd();
  } else {
    (COMMANDS[name] ?? unknown)(rest, name);
  }
}

const COMMANDS = {
  nick: (rest) => {
    const nick = nickname(rest);
    return nick === null ? page.toast.show(t('nick.bad')) : chat.rename(nick);
  },
  join: (rest) => {
    const room = roomName(rest);
    return room === null ? page.toast.show(t('room.bad')) : chat.open(room);
  },
  leave: () => chat.leave(chat.current.name),
  help: () => page.toast.show(t('command.help')),
};

const unknown = (rest, name) => page.toast.show(t('command.unknown', { name }));

// ---- where it begins, and what the browser tells

function roomOfLink() {
  try {
    return roomName(decodeURIComponent(location.hash));
  } catch {
    return null;
  }
}

function begin(room) {
  chat.open(room);
  connection.connect();
  page.focus();
}

window.addEventListener('hashchange', () => {
  const room = roomOfLink();
  if (room && chat.me.nick) {
    chat.open(room);
  }
});
window.addEventListener('online', () => connection.wake());
window.addEventListener('offline', () => connection.isOpen && connection.wake());
window.addEventListener('pageshow', (event) => event.persisted && connection.wake());
window.addEventListener('pagehide', () => chat.keep());
window.addEventListener('focus', () => page.draw());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') {
    connection.wake();
  } else {
    chat.keep();
  }
  page.draw();
});

const first = roomOfLink() ?? chat.rooms.keys().next().value ?? HOME;
page.draw();
if (chat.me.nick) {
  begin(first);
} else {
  welcome({
    nick: '',
    room: first,
    onEnter: ({ nick, room }) => {
      chat.rename(nick);
      begin(room);
    },
  });
}
