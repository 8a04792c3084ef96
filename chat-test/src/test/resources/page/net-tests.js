const { backoff } = await import('/net/backoff.js');
const { Connection } = await import('/net/connection.js');
const { parse, join } = await import('/net/frames.js');

class FakeSocket {
  sent = [];
  closed = false;

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  /** The node answers the hello. */
  welcome() {
    this.onopen({});
    this.hear({ type: 'welcome', node: 'n1', heartbeat: 25_000 });
    return this;
  }

  hear(...frames) {
    this.onmessage({ data: frames.map((frame) => JSON.stringify(frame)).join('\n') });
  }

  pings() {
    return this.sent.filter(({ type }) => type === 'ping').length;
  }
}

/** A connection on sockets and a clock of the test's own; waits are the longest possible. */
function setUp(random = () => 1) {
  const clock = new FakeClock();
  const sockets = [];
  const frames = [];
  const connection = new Connection({
    open: () => sockets[sockets.push(new FakeSocket()) - 1],
    hello: () => ({ type: 'hello' }),
    onState: () => {},
    onFrame: (frame) => frames.push(frame.type),
    clock,
    random,
  });
  connection.connect();
  return { clock, sockets, frames, connection, last: () => sockets.at(-1) };
}

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
};
