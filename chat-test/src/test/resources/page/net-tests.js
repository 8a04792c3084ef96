const { Addresses, socketOf } = await import('/net/addresses.js');
const { backoff } = await import('/net/backoff.js');
const { Connection } = await import('/net/connection.js');
const { parse, join } = await import('/net/frames.js');

class FakeSocket {
  sent = [];
  closed = false;

  constructor(url) {
    this.url = url;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  /** The node answers the hello. */
  welcome(nodes) {
    this.onopen({});
    this.hear({ type: 'welcome', node: 'n1', heartbeat: 25_000, nodes });
    return this;
  }

  hear(...frames) {
    this.onmessage({ data: frames.map((frame) => JSON.stringify(frame)).join('\n') });
  }

  pings() {
    return this.sent.filter(({ type }) => type === 'ping').length;
  }
}

const OWN = 'http://localhost:8080/';
const OTHER = 'http://localhost:8081';
const [ownSocket, otherSocket] = ['ws://localhost:8080/chat', 'ws://localhost:8081/chat'];

/** A connection on sockets and a clock of the test's own; waits are the longest possible. */
function setUp({ random = () => 1, open = (url) => new FakeSocket(url), ...options } = {}) {
  const clock = new FakeClock();
  const sockets = [];
  const frames = [];
  const connection = new Connection({
    addresses: new Addresses({ own: OWN, random }),
    open: (base) => sockets[sockets.push(open(socketOf(base))) - 1],
    hello: () => ({ type: 'hello' }),
    onState: () => {},
    onFrame: (frame) => frames.push(frame.type),
    clock,
    random,
    ...options,
  });
  connection.connect();
  return { clock, sockets, frames, connection, last: () => sockets.at(-1) };
}

const urls = (sockets) => sockets.map(({ url }) => url);

return {
  'waits grow to a limit, and are spread over all of it': () => {
    const longest = [0, 1, 2, 3, 10, 1000].map((tries) => backoff(tries, () => 1));
    equal(longest, [1000, 2000, 4000, 8000, 20_000, 20_000]);
    equal(backoff(10, () => 0), 0);
    equal(backoff(10, () => 0.5), 10_000);
  },
  'a text frame holds several objects, and rubbish between them costs nothing': () => {
    const frames = parse('{"type":"a"}\n{broken\n42\nnull\n{"no":"type"}\n{"type":"b"}\n');
    equal(frames.map(({ type }) => type), ['a', 'b']);
  },
  'a join asks to resume where there is a place, else for the recent': () => {
    equal(join('r', { epoch: 7, after: 3 }, 50), { type: 'join', room: 'r', epoch: 7, after: 3 });
    equal(join('r', null, 50), { type: 'join', room: 'r', recent: 50 });
  },
  'the first frame is the hello, and nothing is sent before the welcome': () => {
    const { connection, last } = setUp();
    equal(connection.send({ type: 'say' }), false);
    last().welcome();
    equal(connection.send({ type: 'say' }), true);
    equal(last().sent.map(({ type }) => type), ['hello', 'ping', 'say']);
  },
  'a lost connection is tried again later and later': () => {
    const { clock, sockets, last } = setUp();
    last().onclose({ code: 1006 });
    clock.pass(999);
    equal(sockets.length, 1);
    clock.pass(1);
    equal(sockets.length, 2);
    last().onclose({ code: 1006 });
    clock.pass(1999);
    equal(sockets.length, 2);
    clock.pass(1);
    equal(sockets.length, 3);
  },
  'only a connection that lasted forgets how often it was tried': () => {
    const { clock, last, connection } = setUp();
    const wait = () => connection.state.until - clock.now();
    last().onclose({ code: 1006 });
    clock.pass(1000);
    last().welcome().onclose({ code: 1006 });
    equal(wait(), 2000);
    clock.pass(2000);
    last().welcome();
    clock.pass(5001);
    last().onclose({ code: 1006 });
    equal(wait(), 1000);
  },
  'a goodbye says when to come back, and waking up does not hurry it': () => {
    const { clock, sockets, connection, last } = setUp();
    last().welcome().hear({ type: 'bye', reason: 'restarting', reconnectAfterMs: 7000 });
    last().onclose({ code: 1012 });
    equal(connection.state.told, true);
    connection.wake();
    clock.pass(6999);
    equal(sockets.length, 1);
    clock.pass(1);
    equal(sockets.length, 2);
  },
  'waking up ends a wait of our own': () => {
    const { sockets, connection, last } = setUp();
    last().onclose({ code: 1006 });
    connection.wake();
    equal(sockets.length, 2);
  },
  'waking up asks an open connection for a sign of life': () => {
    const { clock, connection, last } = setUp();
    const socket = last().welcome();
    socket.hear({ type: 'pong', t: clock.now() });
    connection.wake();
    equal(socket.pings(), 2);
    clock.pass(2999);
    equal(socket.closed, false);
    clock.pass(1);
    equal(socket.closed, true);
    equal(connection.state.name, 'waiting');
  },
  'silence is asked about, and then ends the connection': () => {
    const { clock, connection, last } = setUp();
    const socket = last().welcome();
    clock.pass(12_000);
    equal(socket.pings(), 2);
    clock.pass(5_000);
    equal(connection.state.name, 'waiting');
  },
  'whatever is heard is a sign of life': () => {
    const { clock, connection, last } = setUp();
    const socket = last().welcome();
    for (let i = 0; i < 10; i++) {
      clock.pass(11_000);
      socket.hear({ type: 'presence' });
    }
    equal(socket.pings(), 1);
    equal(connection.state.name, 'open');
  },
  'the round trip is a part of the state': () => {
    const { clock, connection, last } = setUp();
    const socket = last().welcome();
    clock.pass(42);
    socket.hear({ type: 'pong', t: socket.sent[1].t });
    equal(connection.state.roundTrip, 42);
  },
  'a socket that was given up is not heard any more': () => {
    const { clock, frames, last, connection } = setUp();
    const old = last().welcome();
    clock.pass(17_000);
    clock.pass(1000);
    old.hear({ type: 'message' });
    old.onclose({ code: 1006 });
    equal(frames, ['welcome']);
    equal(connection.state.name, 'connecting');
  },
  'a node that accepts and then says nothing is given up': () => {
    const { clock, connection, last } = setUp();
    last().onopen({});
    clock.pass(10_000);
    equal(connection.state.name, 'waiting');
  },
  'a close that would come again is not tried again by itself': () => {
    for (const code of [1002, 1003, 1007, 1009, 4001, 4003]) {
      const { clock, sockets, connection, last } = setUp();
      last().welcome();
      clock.pass(6000);
      last().onclose({ code });
      connection.wake();
      clock.pass(3_600_000);
      equal([connection.state.name, connection.state.code, sockets.length], ['ended', code, 1]);
      connection.connect();
      equal(sockets.length, 2);
    }
  },
  'after a breach of policy nobody comes back at once': () => {
    const { clock, sockets, last } = setUp({ random: () => 0 });
    last().welcome();
    clock.pass(6000);
    last().onclose({ code: 1008 });
    clock.pass(4999);
    equal(sockets.length, 1);
    clock.pass(1);
    equal(sockets.length, 2);
  },
  'who was only too slow comes back at once, but not again and again': () => {
    const { clock, sockets, last } = setUp();
    last().welcome();
    clock.pass(6000);
    last().onclose({ code: 4008 });
    clock.pass(250);
    equal(sockets.length, 2);
    last().welcome().onclose({ code: 4008 });
    clock.pass(1999);
    equal(sockets.length, 2);
    clock.pass(1);
    equal(sockets.length, 3);
  },
  'overload and faults of a node are waited for': () => {
    for (const code of [1001, 1006, 1011, 1013, 4999]) {
      const { clock, sockets, last } = setUp();
      last().welcome();
      clock.pass(6000);
      last().onclose({ code });
      clock.pass(999);
      equal(sockets.length, 1);
      clock.pass(1);
      equal(sockets.length, 2);
    }
  },
  'a goodbye without a time is no goodbye for ever': () => {
    for (const reconnectAfterMs of [undefined, 'soon', -1, null]) {
      const { clock, sockets, last } = setUp();
      last().welcome().hear({ type: 'bye', reason: 'restarting', reconnectAfterMs });
      last().onclose({ code: 1012 });
      clock.pass(1000);
      equal(sockets.length, 2);
    }
  },
  'when a node is gone its people go on at another, and begin there the next time': () => {
    const { clock, sockets, connection, last } = setUp();
    last().welcome([OTHER]);
    clock.pass(6000);
    last().onclose({ code: 1006 });
    clock.pass(1000);
    last().onclose({ code: 1006 });
    clock.pass(1000);
    equal(urls(sockets), [ownSocket, ownSocket, otherSocket]);
    last().welcome([]);
    equal(connection.state.name, 'open');
    clock.pass(6000);
    last().onclose({ code: 1006 });
    clock.pass(1000);
    equal(last().url, otherSocket);
  },
  'only a whole round in vain makes the next one wait longer': () => {
    const { clock, sockets, connection, last } = setUp();
    const waits = [];
    last().welcome([OTHER]);
    clock.pass(6000);
    for (let i = 0; i < 6; i++) {
      last().onclose({ code: 1006 });
      waits.push(connection.state.until - clock.now());
      clock.pass(waits.at(-1));
    }
    equal(waits, [1000, 1000, 2000, 1000, 4000, 1000]);
    equal(new Set(urls(sockets).slice(1)).size, 2);
  },
  'a node that restarts is not the first to be asked again': () => {
    const { clock, last } = setUp();
    last().welcome([OTHER]).hear({ type: 'bye', reason: 'restarting', reconnectAfterMs: 700 });
    last().onclose({ code: 1012 });
    clock.pass(700);
    equal(last().url, otherSocket);
  },
  'a node that is silent is left for another at once': () => {
    const { clock, connection, last } = setUp();
    last().welcome([OTHER]);
    clock.pass(6000);
    connection.moveOn();
    clock.pass(250);
    equal(last().url, otherSocket);
  },
  'a node that does not say welcome is given up sooner where there is another': () => {
    const { clock, connection, last } = setUp();
    last().welcome([OTHER]);
    clock.pass(6000);
    connection.moveOn();
    clock.pass(250);
    last().onopen({});
    clock.pass(4000);
    equal(connection.state.name, 'waiting');
  },
  'where a socket may not be opened is no place to stay': () => {
    const { clock, sockets, last } = setUp({
      open: (url) => {
        if (url === otherSocket) {
          throw new Error('forbidden by the policy of the page');
        }
        return new FakeSocket(url);
      },
    });
    last().welcome([OTHER]);
    clock.pass(6000);
    last().onclose({ code: 1006 });
    clock.pass(1000);
    last().onclose({ code: 1006 });
    clock.pass(3000);
    equal(urls(sockets), [ownSocket, ownSocket, ownSocket]);
  },
  'addresses are those of the web, kept for the tab, and as safe as the page': () => {
    const kept = new Map();
    const store = { get: (key) => kept.get(key), set: (key, value) => kept.set(key, value) };
    const own = 'https://chat.example/';
    const named = ['https://b.example', 'http://c.example', 'javascript:alert(1)', 'rubbish', 7, own];
    new Addresses({ own, store }).learn(named);
    const later = new Addresses({ own, store });
    equal(socketOf(later.current), 'wss://chat.example/chat');
    equal([later.next(true), socketOf(later.current)], [true, 'wss://b.example/chat']);
    equal([later.next(), socketOf(later.current)], [false, 'wss://chat.example/chat']);
    equal([later.next(), socketOf(later.current)], [true, 'wss://chat.example/chat']);
    later.learn(undefined);
    equal(later.hasChoice, true);
  },
  'addresses that are given stay, whatever a welcome names': () => {
    const addresses = new Addresses({ own: OWN, given: [OTHER, 'http://b.example/chat'], random: () => 1 });
    addresses.learn(['http://c.example']);
    addresses.learn([]);
    const round = [1, 2, 3].map(() => (addresses.next(), socketOf(addresses.current)));
    equal(round, [ownSocket, otherSocket, 'ws://b.example/chat/chat']);
  },
  'what is closed stays closed, until somebody connects': () => {
    const { clock, sockets, connection, last } = setUp();
    const socket = last().welcome();
    connection.close();
    socket.onclose({ code: 1006 });
    connection.wake();
    clock.pass(3_600_000);
    equal([socket.closed, connection.state.name, sockets.length], [true, 'closed', 1]);
    connection.connect();
    equal(sockets.length, 2);
  },
  'a page that is served while no socket opens is told apart from a node that is down': async () => {
    for (const served of [true, false]) {
      const { clock, connection, last } = setUp({ isServed: async () => served });
      const fail = async () => {
        last().onclose({ code: 1006 });
        await null; // what is asked over HTTP is answered
        await null;
        return connection.state.refused;
      };
      equal(await fail(), false);
      clock.pass(1000);
      equal(await fail(), false);
      clock.pass(2000);
      equal(await fail(), served);
      clock.pass(4000);
      equal(connection.state.refused, served);
      last().welcome();
      equal(connection.state.refused, false);
    }
  },
};
