const { Addresses } = await import('/net/addresses.js');
const { Connection } = await import('/net/connection.js');
const { Store } = await import('/model/store.js');
const { Ways } = await import('/net/ways.js');

const OWN = 'http://localhost:8080/';
const OTHER = 'http://localhost:8081/';
const WELCOME = { type: 'welcome', node: 'n1', id: 'me', nick: 'Kim', heartbeat: 25_000, limits: {} };

/** A connection that finds its way; `web` are the WebSockets it made. */
async function setUp({ storage = new FakeStorage(), clock = new FakeClock(), transport, served = true, noWeb = false, mayNot = false } = {}) {
  const server = new FakeServer();
  const web = [];
  const states = [];
  const frames = [];
  class WebSocket {
    sent = [];
    closed = false;

    constructor(url, protocol) {
      if (mayNot) {
        throw new DOMException('not from here', 'SecurityError');
      }
      Object.assign(this, { url, protocol });
      web.push(this);
    }

    send(text) {
      const { type, t } = JSON.parse(text);
      this.sent.push(type);
      if (type === 'ping') {
        queueMicrotask(() => this.onmessage({ data: JSON.stringify({ type: 'pong', t }) }));
      }
    }

    close() {
      this.closed = true;
    }

    async open() {
      this.onopen({});
      await settled();
    }

    async welcome() {
      this.onopen({});
      this.onmessage({ data: JSON.stringify(WELCOME) });
      await settled();
    }

    async refuse(code = 1006) {
      this.onclose({ code });
      await settled();
    }
  }
  server.answers['/api/rooms'] = () => (served ? { rooms: [] } : Promise.reject(new TypeError('nobody')));
  const ways = new Ways({
    ...{ fetch: server.fetch, clock, transport, random: () => 1, store: new Store(() => storage) },
    WebSocket: noWeb ? undefined : WebSocket,
  });
  const connection = new Connection({
    addresses: new Addresses({ own: OWN, random: () => 1 }),
    open: (base) => ways.open(base),
    hello: () => ({ type: 'hello', nick: 'Kim', client: 'a secret of some length' }),
    isServed: async () => true,
    onState: ({ name, way, roundTrip }) => roundTrip === undefined && states.push(way ? `${name} ${way}` : name),
    onFrame: ({ type }) => type !== 'pong' && frames.push(type),
    clock,
    random: () => 1,
  });
  /** A node is heard every twenty seconds. */
  const pass = async (ms) => {
    for (let left = ms, at = 0; left > 0; left -= 1_000, at++) {
      clock.pass(Math.min(1_000, left));
      await settled(1);
      if (at % 20 === 0 && stream()?.isClosed === false) {
        stream().text(': still here\n');
      }
    }
    clock.pass(0);
    await settled();
  };
  const stream = () => server.streams.at(-1);
  const probes = () => server.of('/api/rooms').length;
  connection.connect();
  await settled();
  return { storage, clock, server, web, connection, states, frames, pass, stream, probes };
}

/** One whose WebSockets are refused, and which goes on over HTTP. */
async function slow(options) {
  const it = await setUp(options);
  await it.web[0].refuse();
  await it.web[1].refuse();
  await it.pass(0);
  await it.stream().say(WELCOME);
  return it;
}

return {
  'a WebSocket is tried first, and where it is had nothing is asked over HTTP': async () => {
    const it = await setUp();
    await it.web[0].welcome();
    await it.pass(600_000);
    equal([it.web[0].url, it.web[0].protocol], ['ws://localhost:8080/chat', 'chat.v1.json']);
    equal([it.states, it.server.requests.length, it.web.length], [['connecting', 'open ws'], 0, 1]);
  },
  'where it is refused twice though HTTP is answered, HTTP is the way': async () => {
    const it = await setUp();
    await it.web[0].refuse();
    equal([it.probes(), it.web.length, it.server.streams.length], [1, 2, 0]);
    await it.web[1].refuse();
    await it.pass(0);
    await it.stream().say(WELCOME);
    equal([it.states, it.frames], [['connecting', 'open http'], ['welcome']]);
    equal(it.connection.send({ type: 'rooms', limit: 1 }), true);
  },
  'behind a balancer a node that has just gone is no reason to take the slow way': async () => {
    const it = await setUp();
    await it.web[0].refuse();
    await it.web[1].welcome();
    equal(it.states, ['connecting', 'open ws']);
  },
  'where a WebSocket has worked nobody asks over HTTP before five in a row have failed': async () => {
    const it = await setUp();
    await it.web[0].welcome();
    await it.web[0].refuse(1012);
    for (let failed = 0; failed < 5; failed++) {
      equal([failed, it.probes()], [failed, 0]);
      while (it.web.at(-1).failed || it.web.length === 1) {
        await it.pass(500);
      }
      it.web.at(-1).failed = true;
      await it.web.at(-1).refuse();
    }
    equal(it.probes(), 1);
  },
  'where it hangs though HTTP is answered, HTTP is the way': async () => {
    const it = await setUp();
    await it.pass(2_999);
    equal(it.probes(), 0);
    await it.pass(1);
    equal([it.web[0].closed, it.states], [true, ['connecting']]);
    await it.pass(0);
    await it.stream().say(WELCOME);
    equal(it.states.at(-1), 'open http');
  },
  'a proxy that lets it through and then swallows what is said hangs, too': async () => {
    const it = await setUp();
    await it.web[0].open();
    await it.pass(3_000);
    await it.pass(0);
    equal(it.stream().headers, { 'Chat-Client': 'a secret of some length' });
    await it.stream().say(WELCOME);
    equal(it.states.at(-1), 'open http');
  },
  'whoever is only slow to answer is waited for': async () => {
    const it = await setUp();
    let answer;
    it.server.answers['/api/rooms'] = () => new Promise((resolve) => (answer = resolve));
    await it.pass(3_000);
    await it.web[0].welcome();
    answer({ rooms: [] });
    await settled();
    await it.pass(0);
    equal([it.states.at(-1), it.server.streams.length], ['open ws', 0]);
  },
  'where nobody answers over HTTP either, it is a node that is gone': async () => {
    const it = await setUp({ served: false });
    await it.web[0].refuse();
    equal([it.states.at(-1), it.web.length, it.server.streams.length], ['waiting', 1, 0]);
    const hanging = await setUp({ served: false });
    await hanging.pass(9_999);
    equal(hanging.states, ['connecting']);
    await hanging.pass(1);
    equal(hanging.states.at(-1), 'waiting');
  },
  'a close with a reason is what it says, not a way that is shut': async () => {
    const it = await setUp();
    await it.web[0].refuse(1013);
    equal([it.states.at(-1), it.probes()], ['waiting', 0]);
  },
  'a WebSocket that was there and is cut is tried again, not given up': async () => {
    const it = await setUp();
    await it.web[0].welcome();
    await it.pass(6_000);
    await it.web[0].refuse();
    equal([it.states.at(-1), it.probes()], ['waiting', 0]);
    await it.pass(1_000);
    equal(it.web.length, 2);
  },
  'the way is remembered for the tab for ten minutes': async () => {
    const { storage, clock, connection } = await slow();
    connection.close();
    const next = await setUp({ storage, clock });
    await next.pass(0);
    equal([next.web.length, next.server.streams.length], [0, 1]);
    next.connection.close();
    clock.pass(600_000);
    const later = await setUp({ storage, clock });
    equal([later.web.length, later.server.streams.length], [1, 0]);
  },
  'each address has a way of its own': async () => {
    const it = await slow();
    await it.stream().say({ ...WELCOME, node: 'n2', nodes: [OTHER] });
    it.connection.moveOn();
    await it.pass(250);
    equal(it.web.at(-1).url, 'ws://localhost:8081/chat');
  },
  'a WebSocket is tried again after a minute, then two, four and at most ten, and nobody notices': async () => {
    const it = await slow();
    const minutes = [];
    let before = it.web.length;
    for (let minute = 1; minute <= 40; minute++) {
      await it.pass(60_000);
      if (it.web.length > before) {
        minutes.push(minute);
        await it.web.at(-1).refuse();
        before = it.web.length;
      }
    }
    equal(minutes, [1, 3, 7, 15, 25, 35]);
    equal([it.states, it.stream().isClosed], [['connecting', 'open http'], false]);
    equal(it.connection.state.roundTrip, undefined); // nothing went there and back
  },
  'when one is answered it takes over at once': async () => {
    const it = await slow();
    const slowStream = it.stream();
    await it.pass(60_000);
    const trial = it.web.at(-1);
    await trial.open();
    equal([trial.sent, it.states.length], [['hello'], 2]);
    await trial.welcome();
    equal([trial.closed, slowStream.isClosed, it.states.at(-1)], [true, true, 'connecting']);
    await it.web.at(-1).welcome();
    equal([it.web.at(-1) !== trial, it.states.at(-1)], [true, 'open ws']);
    await it.web.at(-1).refuse();
    await it.pass(2_000);
    equal(it.server.streams.length, 1); // the slow way is forgotten
  },
  'a trial that hangs is no answer': async () => {
    const it = await slow();
    await it.pass(60_000);
    await it.web.at(-1).open();
    await it.pass(10_000);
    equal([it.web.at(-1).closed, it.states.at(-1)], [true, 'open http']);
    await it.pass(120_000);
    equal([it.web.length, it.states.at(-1)], [4, 'open http']);
  },
  'where HTTP is no better the next try begins with a WebSocket, and says that one is not let in': async () => {
    const it = await setUp();
    it.server.answers['/api/events'] = 403;
    await it.web[0].refuse();
    await it.web[1].refuse();
    await it.pass(0);
    equal([it.states.at(-1), it.connection.state.code], ['waiting', 1006]);
    for (let tries = 1; tries < 3; tries++) {
      equal([it.web.length, it.connection.state.refused], [2 * tries, false]);
      await it.pass(2_000);
      await it.web.at(-1).refuse();
      await it.web.at(-1).refuse();
      await it.pass(0);
    }
    equal(it.connection.state.refused, true); // a node that is there and says no
  },
  'a program may insist on either, and needs no WebSocket where there is none': async () => {
    const http = await setUp({ transport: 'http' });
    await http.pass(0);
    await http.stream().say(WELCOME);
    await http.pass(600_000);
    equal([http.states[1], http.web.length], ['open http', 0]);
    const ws = await setUp({ transport: 'ws' });
    await ws.web[0].refuse();
    equal([ws.probes(), ws.states.at(-1)], [0, 'waiting']);
    const none = await setUp({ noWeb: true });
    await none.pass(0);
    await none.stream().say(WELCOME);
    equal(none.states.at(-1), 'open http');
  },
  'where a policy of the browser forbids one, HTTP is the way, and stays it': async () => {
    const it = await setUp({ mayNot: true });
    await it.pass(0);
    await it.stream().say(WELCOME);
    await it.pass(300_000);
    equal([it.states, it.stream().isClosed, it.clock.waiting > 0], [['connecting', 'open http'], false, true]);
  },
  'once closed nothing is tried any more': async () => {
    for (const it of [await setUp(), await slow()]) {
      const made = it.web.length;
      it.connection.close();
      await it.pass(900_000);
      equal([it.states.at(-1), it.web.length], ['closed', made]);
    }
  },
};
