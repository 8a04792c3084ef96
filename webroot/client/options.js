import { nickname, randomId } from '../model/names.js';
import { Store } from '../model/store.js';
import { clock as realClock } from '../net/clock.js';

const LEAST_SECRET = 16;
const MOST_SECRET = 256;
const MOST_RECENT = 1_000;

/** What a program asks for, checked and filled up. A mistake is a TypeError that says what is one. */
export function settled({
  url,
  urls = [url ?? home()],
  nick,
  client,
  token = null,
  transport = 'auto',
  storage = null,
  recent = 0,
  remember = 2_000,
  WebSocket = globalThis.WebSocket,
  fetch = globalThis.fetch,
  clock = realClock,
  random = Math.random,
}) {
  const store = new Store(() => storage);
  const [own, ...given] = urls;
  must(urls.length > 0 && urls.every(isAddress), 'url is where a node is, like http://localhost:8080');
  must(['string', 'function'].includes(typeof (token ?? '')), 'token is a string, or a function that promises one');
  must((token && !nick) || nickname(nick ?? '') !== null, 'nick has 1 to 32 visible characters');
  must(['auto', 'ws', 'http'].includes(transport), "transport is 'auto', 'ws' or 'http'");
  must(transport !== 'ws' || WebSocket, 'there is no WebSocket here: give one, or another transport');
  must(isWithin(recent, 0, MOST_RECENT), `recent is a number from 0 to ${MOST_RECENT}`);
  must(isWithin(remember, 2, Infinity), 'remember is a number from 2 on');
  return {
    ...{ own, given, store, transport, WebSocket, fetch, clock, random },
    nick: nick ? nickname(nick) : '',
    token: typeof token === 'function' ? async (isStale) => token(isStale) : () => token,
    isRenewed: typeof token === 'function',
    secret: secretIn(store, client),
    habits: { recent, held: 2 * remember },
  };
}

function must(isSo, sentence) {
  if (!isSo) {
    throw new TypeError(sentence);
  }
}

/** The node that this file came from, if it came from one. */
const home = () => new URL('..', import.meta.url).href;

const isAddress = (url) => URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);

const isWithin = (number, least, most) => Number.isInteger(number) && number >= least && number <= most;

/** The one that is given, or that of an earlier run, or a new one. */
function secretIn(store, given) {
  const secret = String(given ?? store.get('client') ?? randomId(24));
  must(isWithin(secret.length, LEAST_SECRET, MOST_SECRET), 'client is a secret of 16 to 256 characters');
  store.set('client', secret);
  return secret;
}
