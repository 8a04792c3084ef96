import { assemble } from './client/assembly.js';
import { withEmoji } from './model/emoji.js';
import { randomId, roomName } from './model/names.js';
import { readFragment } from './model/signin.js';
import { Store } from './model/store.js';
import * as frames from './net/frames.js';
import { claimsOf } from './net/token.js';
import { arrive, takeToken } from './view/arrival.js';
import { copy } from './view/clipboard.js';
import { Lines } from './view/lines.js';
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
await speak(store.get('language'), ...navigator.languages);

const own = new URL('.', location.href);

const signIn = await arrive({ tab, patience: PATIENCE_MS });

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
  onLine: (line) => lines.take(line),
  onEdit: (message, text) => chat.amending.edit(chat.current, message, withEmoji(text)),
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
        speak(language, ...navigator.languages).then(() => page.draw());
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
const lines = new Lines({ chat, page, signIn });

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
