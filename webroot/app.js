import { assemble } from './client/assembly.js';
import { understand } from './model/commands.js';
import { twinOf } from './model/finding.js';
import { nickname, randomId, roomName, typedRoomName } from './model/names.js';
import { Store } from './model/store.js';
import { copy } from './view/clipboard.js';
import { Page } from './view/page.js';
import { showTheme } from './view/theme.js';
import { settings } from './view/settings.js';
import { welcome } from './view/welcome.js';
import { speak, t } from './words/words.js';

/** Joins what client/assembly.js puts together and the view: the only file that knows both. */

const HOME = 'lobby';
const LEAST_SECRET = 16;
const store = new Store(() => localStorage);
const tab = new Store(() => sessionStorage);
const kept = String(store.get('client', ''));
const secret = kept.length < LEAST_SECRET ? randomId(24) : kept;
store.set('client', secret);
showTheme(store.get('theme'));
speak(store.get('language'), ...navigator.languages);

const own = new URL('.', location.href);

const { connection, outbox, chat } = assemble({
  own: own.href,
  secret,
  store,
  tab,
  WebSocket,
  fetch,
  isOnline: () => navigator.onLine,
  isWatched: (room) => page.isWatching(room),
  onState: () => page.draw(),
});

const page = new Page({
  chat,
  outbox,
  connection,
  isOnline: () => navigator.onLine,
  onLine: (line) => act(understand(line)),
  onInvite: invite,
  onSettings: () =>
    settings({
      nick: chat.me.nick,
      theme: store.get('theme', 'system'),
      notices: page.attention,
      connection: connection.state,
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
      history.pushState(null, '', linkTo(chat.current.name));
    }
    page.draw();
  })
  .on('me', () => page.draw())
  .on('active', () => page.draw())
  .on('search', () => page.draw())
  .on('lost', () => page.toast.show(t('search.lost')))
  .on('message', (room, message, mentions) => page.heard(room, message, mentions))
  .on('left', (room, act) =>
    page.toast.show(t('rooms.left', { room }), { label: t('rooms.back'), act }),
  )
  .on('refused', (error) => page.refused(error));
outbox.on('change', () => page.draw());

// ---- what a line in the composer does: false when it stays there, as nothing came of it

let withdraw = () => {};

function act({ say, name, rest }) {
  withdraw(); // what was wrong with the line before
  if (say === undefined) {
    return (COMMANDS.get(name) ?? unknown)(rest, name);
  }
  chat.say(say);
  page.toEnd();
  return true;
}

const COMMANDS = new Map([
  ['nick', (rest) => (nickname(rest) ? done(chat.rename(nickname(rest))) : not(t('nick.bad')))],
  ['join', (rest) => (roomName(rest) ? done(join(roomName(rest))) : not(noRoom(rest)))],
  ['search', (rest) => done(page.search(rest))],
  ['leave', () => done(chat.leave(chat.current.name))],
  ['help', () => done(page.toast.show(t('command.help')))],
]);

const done = () => true;

const unknown = (rest, name) => not(t('command.unknown', { name }));

function not(sentence) {
  withdraw = page.toast.show(sentence);
  return false;
}

function noRoom(rest) {
  const room = typedRoomName(rest);
  return room ? t('command.oneRoom', { room }) : t('room.bad');
}

function join(room) {
  const twin = twinOf(room, [...chat.rooms.keys(), ...chat.active.map((each) => each.room)]);
  chat.open(room);
  if (twin) {
    const open = { label: t('rooms.twinOpen', { room: twin }), act: () => chat.open(twin) };
    page.toast.show(t('rooms.twin', { room: twin }), open);
  }
}

async function invite() {
  const link = new URL(linkTo(chat.current.name), own).href;
  const word = (await copy(link)) ? 'rooms.copied' : 'rooms.link';
  page.toast.show(t(word, { link }));
}

// ---- where it begins, and what the browser tells

const linkTo = (room) => `#${encodeURIComponent(room)}`;

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
window.addEventListener('storage', ({ key }) => store.changedElsewhere(key));
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
