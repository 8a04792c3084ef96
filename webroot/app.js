import { assemble } from './client/assembly.js';
import { understand } from './model/commands.js';
import { withEmoji } from './model/emoji.js';
import { twinOf } from './model/finding.js';
import { nickname, randomId, roomName, typedRoomName } from './model/names.js';
import { readFragment, SignIn, WANTED } from './model/signin.js';
import { Store } from './model/store.js';
import * as frames from './net/frames.js';
import { claimsOf } from './net/token.js';
import { copy } from './view/clipboard.js';
import { Page } from './view/page.js';
import { showTheme } from './view/theme.js';
import { settings } from './view/settings.js';
import { welcome } from './view/welcome.js';
import { speak, t } from './words/words.js';

/** Joins what client/assembly.js puts together and the view: the only file that knows both. */

const HOME = 'lobby';
const LEAST_SECRET = 16;
const NOT_LET_IN = 4003;
const PATIENCE_MS = 2_000;
const store = new Store(() => localStorage);
const tab = new Store(() => sessionStorage);
const kept = String(store.get('client', ''));
const secret = kept.length < LEAST_SECRET ? randomId(24) : kept;
store.set('client', secret);
showTheme(store.get('theme'));
speak(store.get('language'), ...navigator.languages);

const own = new URL('.', location.href);

// ---- who is here, if that is for another site to say

/** A token is for nobody to read, and for no history to keep. */
function takeToken() {
  const { room, token } = readFragment(location.hash);
  if (token) {
    history.replaceState(null, '', room ? `#${room}` : location.pathname + location.search);
  }
  return token || null;
}

const around = window.parent === window ? null : window.parent;
let embedders = null;

const signIn = new SignIn({
  token: takeToken(),
  store: tab,
  ask: around && (() => around.postMessage({ type: WANTED }, '*')),
  origins: () => (embedders ??= fetch('embed.json').then((answer) => answer.json(), () => [])),
});

if (around) {
  window.addEventListener('message', (event) => event.source === around && signIn.heard(event));
  signIn.ask();
  if (signIn.token === null) {
    await new Promise((resolve) => {
      signIn.on('token', resolve);
      setTimeout(resolve, PATIENCE_MS);
    });
  }
}

/** What one person has yet to say is for nobody else to say. */
const person = signIn.token && claimsOf(signIn.token).id;
const drafts = person ? new Store(() => localStorage, `chat.of.${person}.`) : store;

const { connection, outbox, chat } = assemble({
  own: own.href,
  secret,
  token: (isStale) => (isStale ? signIn.ask() : signIn.use()),
  store: drafts,
  visits: store,
  tab,
  WebSocket,
  fetch,
  isOnline: () => navigator.onLine,
  isWatched: (room) => page.isWatching(room),
  onState: (state) => {
    if (state.name === 'ended' && state.code === NOT_LET_IN && signIn.token) {
      notLetIn();
    }
    page.draw();
  },
});

if (signIn.token) {
  chat.me.nick = ''; // it is not for this browser to say
}

let wasOpen = false;

/** It may have run out while nobody could say so: then one is asked for, once. */
function notLetIn() {
  signIn.refused();
  if (wasOpen) {
    wasOpen = false;
    signIn.ask();
  }
}

signIn.on('token', () => {
  if (connection.isOpen && signIn.isUsed) {
    connection.send(frames.token(signIn.token));
  } else if (hasBegun) {
    chat.me.nick = '';
    connection.connect();
  } else {
    leaveWelcome();
    begin(first);
  }
});

const page = new Page({
  chat,
  outbox,
  connection,
  signIn,
  isOnline: () => navigator.onLine,
  onLine: (line) => act(understand(line)),
  onEdit: (message, text) => chat.edit(chat.current, message, withEmoji(text)),
  onInvite: invite,
  onSettings: () =>
    settings({
      nick: chat.me.nick,
      signedIn: signIn.isSignedIn,
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
  .on('me', () => {
    wasOpen = true;
    page.draw();
  })
  .on('active', () => page.draw())
  .on('search', () => page.draw())
  .on('lost', () => page.toast.show(t('search.lost')))
  .on('message', (room, message, mentions) => page.heard(room, message, mentions))
  .on('left', (room, act) =>
    page.toast.show(t('rooms.left', { room }), { label: t('rooms.back'), act }),
  )
  .on('out', (room) => page.out(room))
  .on('notice', (notice) => page.told(notice))
  .on('done', (done) => page.done(done))
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
  ['nick', (rest) => rename(rest)],
  ['join', (rest) => (roomName(rest) ? done(join(roomName(rest))) : not(noRoom(rest)))],
  ['search', (rest) => done(page.search(rest))],
  ['leave', () => done(chat.leave(chat.current.name))],
  ['help', () => done(page.toast.show(t('command.help')))],
]);

const done = () => true;

function rename(rest) {
  if (signIn.isSignedIn) {
    return not(t('signed.in', chat.me));
  }
  return nickname(rest) ? done(chat.rename(nickname(rest))) : not(t('nick.bad'));
}

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
    return roomName(decodeURIComponent(readFragment(location.hash).room));
  } catch {
    return null;
  }
}

let hasBegun = false;
let leaveWelcome = () => {};

function begin(room) {
  hasBegun = true;
  chat.open(room);
  connection.connect();
  page.focus();
}

window.addEventListener('hashchange', () => {
  const token = takeToken();
  if (token) {
    signIn.give(token);
  }
  const room = roomOfLink();
  if (room && hasBegun) {
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
if (signIn.isLost) {
  chat.open(first); // and nothing more: another name would be given to what this person writes
} else if (chat.me.nick || signIn.token) {
  begin(first);
} else {
  leaveWelcome = welcome({
    nick: '',
    room: first,
    onEnter: ({ nick, room }) => {
      chat.rename(nick);
      begin(room);
    },
  });
}
