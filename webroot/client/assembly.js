import { Chat } from '../model/chat.js';
import { Outbox } from '../model/outbox.js';
import { Addresses } from '../net/addresses.js';
import { clock as realClock } from '../net/clock.js';
import { Connection } from '../net/connection.js';
import * as frames from '../net/frames.js';
import { Ways } from '../net/ways.js';

const NOT_LET_IN = 4003;

/**
 * Puts net and model together, for the page as for a program: {connection, outbox, chat}.
 *
 * `own` is the address of a node, `given` are those of others. `secret` is who somebody is, unless
 * `token(isStale)` answers or promises what says so better: it is asked for every connection, and with
 * true when the last one runs out; where it `isRenewed`, also when one that was good no longer is.
 * `store` keeps what has to outlive all, `visits` which rooms somebody is in, and `tab` which ways lead to
 * which nodes. `take(frame, chat)` passes on what is heard, `onState` hears of the connection, and
 * `isWatched(room)` tells whether what arrives there is seen at once.
 */
export function assemble({
  own,
  given = [],
  secret,
  token = () => null,
  isRenewed = false,
  store,
  visits = store,
  tab = null,
  WebSocket,
  fetch,
  transport,
  clock = realClock,
  random = Math.random,
  habits,
  isOnline = () => true,
  isWatched,
  take = (frame, chat) => chat.take(frame),
  onState,
}) {
  let wasLetIn = false;
  const ways = new Ways({ WebSocket, fetch, clock, store: tab, transport, random });

  const connection = new Connection({
    addresses: new Addresses({ own, given, store: tab, random }),
    open: (base) => ways.open(base),
    hello: () => {
      const said = token(false);
      const hello = (known) => frames.hello(chat.me.nick, secret, known);
      return said instanceof Promise ? said.then(hello) : hello(said);
    },
    isServed: async () => isOnline() && isReady(own, fetch),
    onFrame: (frame) => {
      wasLetIn ||= frame.type === 'welcome';
      if (runsOut(frame)) {
        renew();
      }
      take(frame, chat);
    },
    onState: (state) => {
      if (state.name !== 'open') {
        chat.away();
      }
      onState(state);
      if (state.name === 'ended' && state.code === NOT_LET_IN && isRenewed && wasLetIn) {
        wasLetIn = false;
        queueMicrotask(() => connection.state.name === 'ended' && connection.connect());
      }
    },
    clock,
    random,
  });

  const renew = async () => {
    const fresh = await Promise.resolve(token(true)).catch(() => null);
    if (fresh) {
      connection.send(frames.token(fresh));
    }
  };

  const outbox = new Outbox({
    store,
    clock,
    send: (item) => chat.rooms.get(item.room)?.joined && connection.send(frames.say(item)),
  });
  outbox.on('silence', () => connection.moveOn());

  const chat = new Chat({
    ...{ store: visits, outbox, clock, random, habits, isWatched },
    send: (frame) => connection.send(frame),
  });

  return { connection, outbox, chat };
}

/** The only thing that is forbidden neither in a room nor to a message: to stay with this token. */
const runsOut = ({ type, code, room, id }) => type === 'error' && code === 'forbidden' && !room && !id;

/** Whether plain HTTP reaches a node that could take us. */
async function isReady(own, fetch) {
  try {
    return (await fetch(new URL('health/ready', own).href, { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
