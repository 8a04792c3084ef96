const { HttpSocket } = await import('/net/httpsocket.js');
const { EventReader } = await import('/net/sse.js');

const BASE = 'http://localhost:8080/';
const WELCOME = { type: 'welcome', node: 'n1', id: 'me', nick: 'Kim', heartbeat: 25_000, limits: { rooms: 50, rate: 20 } };
const person = (id) => ({ id, nick: id.toUpperCase() });
const joined = (room, { epoch = 7, head = 0, first = head + 1, complete = true, people = ['me'] } = {}) => ({
  ...{ type: 'joined', room, epoch, head, first, complete },
  ...{ members: people.map(person), count: people.length },
});
const message = (room, seq) => ({ type: 'message', room, seq, id: `m${seq}`, from: person('k'), text: `${seq}`, at: seq });

/** A socket over HTTP to a server of the test's own; `frames` is what it tells. */
async function setUp({ hello = true } = {}) {
  const clock = new FakeClock();
  const server = new FakeServer();
  const frames = [];
  const closes = [];
  let opened = 0;
  const socket = new HttpSocket(BASE, { fetch: server.fetch, clock, random: () => 1 });
  socket.onmessage = ({ data }) => frames.push(...data.split('\n').map((line) => JSON.parse(line)));
  socket.onopen = () => opened++;
  socket.onclose = (event) => closes.push(event);
  const say = async (...said) => {
    socket.send(said.map((frame) => JSON.stringify(frame)).join('\n'));
    await pass(50);
  };
  const pass = async (ms) => {
    clock.pass(ms);
    await settled();
  };
  const http = { clock, server, socket, frames, closes, say, pass };
  const seqs = (room = 'a') => frames.filter((each) => each.room === room && each.seq).map(({ seq }) => seq);
  const types = () => frames.map(({ type }) => type);
  const last = () => server.streams.at(-1);
  Object.assign(http, { seqs, types, last, opened: () => opened });
  if (hello) {
    await say({ type: 'hello', nick: 'Kim', client: 'a secret of some length' });
    await last().say(WELCOME);
  }
  return http;
}

/** The same, in room `a`, of which the first three messages were heard. */
async function inRoom() {
  const http = await setUp();
  await http.say({ type: 'join', room: 'a', recent: 50 });
  await http.last().say(WELCOME, joined('a', { head: 3, first: 1, people: ['me', 'ann'] }));
  await http.last().say(message('a', 1), message('a', 2), message('a', 3));
  return http;
}

return {
  'events come out of pieces, wherever those are cut': () => {
    const text = 'retry: 1000\n\n: hello\ndata: a\n\nid: 7:3\r\ndata: b\r\ndata:c\r\n\r\nevent: x\rdata\r\rdata: {"한": "글"}\n\ndata: cut';
    for (let size = 1; size <= text.length; size++) {
      const reader = new EventReader();
      const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size));
      equal(pieces.flatMap((piece) => reader.take(piece)), ['a', 'b\nc', '', '{"한": "글"}']);
    }
  },
  'it opens like a socket, and says who one is in a header, not in an address': async () => {
    const http = await setUp({ hello: false });
    equal([http.opened(), http.server.requests.length], [1, 0]);
    await http.say({ type: 'hello', nick: '김 a', client: 'a secret of some length' });
    equal(http.last().query, [['nick', '김 a'], ['recent', '0']]);
    equal(http.last().headers, { 'Chat-Client': 'a secret of some length' });
    await http.last().say(WELCOME);
    equal([http.types(), http.frames[0].id], [['welcome'], 'me']);
  },
  'a character that is cut in two is one': async () => {
    const http = await setUp();
    const bytes = new TextEncoder().encode(`data: ${JSON.stringify({ type: 'typing', room: undefined, people: ['한'] })}\n\n`);
    for (const byte of bytes) {
      http.last().text(''); // nothing at all may come, too
      http.last().bytes(byte);
    }
    await settled();
    equal(http.frames.at(-1).people, ['한']);
  },
  'rooms that are joined together need one more stream, and are told like on a socket': async () => {
    const http = await setUp();
    http.socket.send(JSON.stringify({ type: 'join', room: 'a', recent: 50 }));
    await http.pass(40);
    await http.say({ type: 'join', room: '방', epoch: 7, after: 3 });
    equal(http.server.streams.length, 2);
    equal(http.last().query, [['nick', 'Kim'], ['room', 'a'], ['room', '방:7:3'], ['recent', '50']]);
    await http.last().say(WELCOME, joined('a', { head: 9, first: 9 }), message('a', 9), joined('방', { head: 3 }));
    equal(http.types(), ['welcome', 'joined', 'message', 'joined']);
    equal(http.server.streams.map(({ isClosed }) => isClosed), [true, false]);
  },
  'the old stream goes on until the next begins, and what both bring is told once': async () => {
    const http = await inRoom();
    const [, old] = http.server.streams;
    await http.say({ type: 'join', room: 'b', recent: 0 });
    equal(http.last().query, [['nick', 'Kim'], ['room', 'a:7:3'], ['room', 'b'], ['recent', '0']]);
    await old.say(message('a', 4), message('a', 5));
    equal(old.isClosed, false);
    await http.last().say(WELCOME);
    equal(old.isClosed, true);
    await http.last().say(joined('a', { head: 5, first: 4 }), message('a', 4), joined('b'), message('a', 5), message('a', 6));
    equal(http.seqs(), [1, 2, 3, 4, 5, 6]);
    equal(http.frames.filter(({ type }) => type === 'joined').map(({ room }) => room), ['a', 'b']);
  },
  'what came while there was no stream is fetched by the next': async () => {
    const http = await inRoom();
    await http.pass(6000);
    await http.last().end();
    await http.pass(1000);
    equal(http.last().rooms, ['a:7:3']);
    await http.last().say(WELCOME, joined('a', { head: 5, first: 4 }), message('a', 4), message('a', 5));
    equal([http.seqs(), http.closes.length], [[1, 2, 3, 4, 5], 0]);
  },
  'who came and went between two streams is told as on one': async () => {
    const http = await inRoom();
    await http.say({ type: 'nick', nick: 'Kimmy' });
    equal(http.last().query[0], ['nick', 'Kimmy']);
    await http.last().say(WELCOME, joined('a', { head: 3, first: 4, people: ['me', 'lee'] }));
    const { type, joined: came, left, count } = http.frames.at(-1);
    equal([type, came.map(({ id }) => id), left.map(({ id }) => id), count], ['presence', ['me', 'lee'], ['ann'], 2]);
    await http.last().say({ type: 'presence', room: 'a', joined: [person('zoe')], left: [person('lee')], count: 2 });
    await http.say({ type: 'nick', nick: 'Kim' });
    await http.last().say(WELCOME, joined('a', { head: 3, first: 4, people: ['me'] }));
    equal(http.frames.at(-1).left, [person('zoe')]);
  },
  'a hole between two streams is not hidden, whatever the server thinks of it': async () => {
    for (const complete of [true, false]) {
      const http = await inRoom();
      await http.say({ type: 'nick', nick: 'Kimmy' });
      await http.last().say(WELCOME, joined('a', { head: 99, first: 50, complete }), message('a', 50));
      equal(http.frames.slice(-2).map((each) => [each.type, each.complete ?? each.seq]), [['joined', false], ['message', 50]]);
    }
  },
  'another numbering is told, and counts from there': async () => {
    const http = await inRoom();
    await http.say({ type: 'nick', nick: 'Kimmy' });
    await http.last().say(WELCOME, joined('a', { epoch: 8, head: 2, first: 1 }), message('a', 1), message('a', 2));
    equal(http.frames.slice(-3).map(({ type, epoch }) => [type, epoch ?? 0]), [['joined', 8], ['message', 0], ['message', 0]]);
    await http.last().say({ type: 'reset', room: 'a', epoch: 9, head: 1, first: 1 }, message('a', 1));
    equal(http.frames.at(-2).type, 'reset');
    await http.say({ type: 'nick', nick: 'Kim' });
    equal(http.last().rooms, ['a:9:1']);
  },
  'a room that was left is silent, also while the old stream still has it, and begins anew': async () => {
    const http = await inRoom();
    const old = http.last();
    http.socket.send(JSON.stringify({ type: 'leave', room: 'a' }));
    await old.say(message('a', 4));
    equal([http.types().at(-1), http.seqs()], ['left', [1, 2, 3]]);
    await http.say({ type: 'join', room: 'a', recent: 2 });
    equal(http.last().rooms, ['a']);
    await old.say(message('a', 5), { type: 'typing', room: 'a', people: [person('ann')] });
    equal(http.types().includes('typing'), false);
    await http.last().say(WELCOME, joined('a', { head: 5, first: 4 }), message('a', 4), message('a', 5));
    equal(http.seqs(), [1, 2, 3, 4, 5]);
    equal(http.frames.filter(({ type }) => type === 'joined').length, 2);
  },
  'a room that a new stream does not let in is joined again by whoever is in it': async () => {
    const http = await inRoom();
    await http.say({ type: 'join', room: 'b', recent: 0 });
    const full = (room) => ({ type: 'error', code: 'room_full', room, message: 'full' });
    await http.last().say(WELCOME, full('a'), full('b'));
    equal(http.frames.slice(-2).map(({ code, room }) => [code, room]), [['not_joined', 'a'], ['room_full', 'b']]);
    await http.say({ type: 'join', room: 'a', epoch: 7, after: 3 });
    equal(http.last().rooms, ['a:7:3']);
  },
  'a room that has to wait comes with the same stream when it can be opened': async () => {
    const http = await setUp();
    await http.say({ type: 'join', room: 'a', recent: 0 });
    await http.last().say(WELCOME, { type: 'error', code: 'no_quorum', room: 'a', message: 'wait', retryAfterMs: 1000 });
    await http.last().say(joined('a'), message('a', 1));
    equal([http.types(), http.server.streams.length], [['welcome', 'error', 'joined', 'message'], 2]);
  },
  'what is refused because of rooms is refused for those that are new, and the others go on': async () => {
    const http = await inRoom();
    http.server.answers['/api/events'] = () =>
      Response.json({ status: 400, code: 'bad_field', detail: 'room: no' }, { status: 400 });
    await http.say({ type: 'join', room: 'odd', recent: 0 });
    delete http.server.answers['/api/events'];
    await http.pass(0);
    equal(http.frames.at(-1), { type: 'error', room: 'odd', code: 'bad_field', message: 'room: no' });
    equal([http.last().rooms, http.closes.length], [['a:7:3'], 0]);
  },
  'of several new rooms only the one that cannot be had is refused': async () => {
    const http = await inRoom();
    const rooms = ['b', 'c', 'full', 'd', 'e'];
    const full = Response.json.bind(null, { status: 503, code: 'room_full', detail: 'full' }, { status: 503 });
    const usual = http.server.answerOf.bind(http.server);
    http.server.answerOf = (path, asked) => (asked.query.some(([, room]) => room === 'full') ? full() : usual(path, asked));
    await http.say(...rooms.map((room) => ({ type: 'join', room, recent: 0 })));
    for (let seen = http.last(), i = 0; i < 20; i++) {
      await http.pass(50);
      if (seen !== http.last()) {
        seen = http.last();
        await seen.say(WELCOME);
      }
    }
    await http.last().say(...['b', 'c', 'd', 'e'].map((room) => joined(room)));
    equal(http.server.of('/api/events').length <= 10, true);
    equal(http.frames.filter(({ type }) => type === 'error').map(({ room, code }) => [room, code]), [['full', 'room_full']]);
    equal(http.frames.filter(({ type }) => type === 'joined').map(({ room }) => room), ['a', 'b', 'c', 'd', 'e']);
    equal([http.last().rooms, http.closes.length], [['a:7:3', 'b', 'c', 'd', 'e'], 0]);
  },
  'more rooms than allowed, or than an address can name, are refused here': async () => {
    const http = await setUp();
    await http.say({ type: 'join', room: 'first', recent: 0 });
    await http.last().say({ ...WELCOME, limits: { rooms: 2 } }, joined('first'));
    await http.say({ type: 'join', room: 'b', recent: 0 }, { type: 'join', room: 'c', recent: 0 });
    equal(http.frames.at(-1).code, 'room_full');
    equal(http.last().rooms, ['first:7:0', 'b']);
    await http.last().say({ ...WELCOME, limits: { rooms: 200 } });
    const long = (i) => ({ type: 'join', room: `${i}${'방'.repeat(60)}`, recent: 0 });
    await http.say(...Array.from({ length: 20 }, (_, i) => long(i)));
    const refused = http.frames.filter(({ code }) => code === 'room_full').length - 1;
    equal([refused > 0, http.last().rooms.length], [true, 2 + 20 - refused]);
  },
  'what is said is posted, and the answer is an ack': async () => {
    const http = await inRoom();
    http.server.answers['/api/rooms/%EB%B0%A9/messages'] = { id: 'x1', epoch: 7, seq: 4, at: 99 };
    await http.say({ type: 'say', room: '방', id: 'x1', text: '안녕', again: true });
    const [{ method, headers, body }] = http.server.of('/api/rooms/방/messages');
    equal([method, headers['Content-Type']], ['POST', 'application/json']);
    equal(body, { id: 'x1', nick: 'Kim', client: 'a secret of some length', text: '안녕', again: true });
    equal(http.frames.at(-1), { type: 'ack', room: '방', id: 'x1', epoch: 7, seq: 4, at: 99 });
  },
  'a refusal is an error about that message, and no answer leaves it open': async () => {
    const http = await inRoom();
    const refusals = [
      [() => Response.json({ code: 'busy', detail: 'later', retryAfterMs: 700 }, { status: 503 }), 'busy', 700],
      [413, 'too_long'],
      [429, 'rate_limited'],
      [502, 'not_confirmed'],
      [() => Promise.reject(new TypeError('network')), 'not_confirmed'],
      [() => new Response('<html>', { status: 200 }), 'not_confirmed'],
    ];
    for (const [answer, code, retryAfterMs] of refusals) {
      http.server.answers['/api/rooms/a/messages'] = answer;
      await http.say({ type: 'say', room: 'a', id: 'x1', text: 'hello' });
      const told = http.frames.at(-1);
      equal([told.type, told.id, told.room, told.code, told.retryAfterMs], ['error', 'x1', 'a', code, retryAfterMs]);
    }
  },
  'nobody waits for an answer for ever': async () => {
    const http = await inRoom();
    http.server.answers['/api/rooms/a/messages'] = ({ signal }) =>
      new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await http.say({ type: 'say', room: 'a', id: 'x1', text: 'hello' });
    equal(http.types().includes('error'), false);
    await http.pass(10_000);
    equal(http.frames.at(-1).code, 'not_confirmed');
    await http.say({ type: 'history', room: 'a', before: 3, limit: 200 });
    await http.pass(10_000);
    equal([http.frames.at(-1).code, http.frames.at(-1).room], ['busy', 'a']);
  },
  'history, search and rooms are asked for, and answered as on a socket': async () => {
    const http = await inRoom();
    const messages = [{ epoch: 7, seq: 1, id: 'm1', from: person('k'), text: 'x', at: 1 }];
    http.server.answers['/api/rooms/a/messages'] = { epoch: 7, head: 3, first: 1, complete: true, messages, more: true, next: { epoch: 7, before: 1 } };
    http.server.answers['/api/search'] = { messages, more: true, next: { epoch: 7, seq: 1 } };
    http.server.answers['/api/rooms'] = { rooms: [{ name: 'a', people: 2, epoch: 7, head: 3 }] };
    await http.say({ type: 'history', room: 'a', before: 2, epoch: 7, limit: 200 });
    equal(http.server.of('/api/rooms/a/messages')[0].query, [['before', '2'], ['epoch', '7'], ['limit', '200']]);
    equal(http.frames.at(-1), { type: 'history', room: 'a', epoch: 7, messages, more: true, next: { epoch: 7, before: 1 } });
    await http.say({ type: 'search', text: 'x y', room: 'a', before: { room: 'a', epoch: 7, seq: 2 }, limit: 50 });
    equal(http.server.of('/api/search')[0].query, [['q', 'x y'], ['room', 'a'], ['before', '7:2'], ['limit', '50']]);
    equal(http.frames.at(-1), { type: 'found', text: 'x y', messages, room: 'a', more: true, next: { room: 'a', epoch: 7, seq: 1 } });
    await http.say({ type: 'rooms', limit: 200 });
    equal(http.frames.at(-1), { type: 'rooms', rooms: [{ room: 'a', count: 2 }] });
  },
  'a search in all rooms is one in those that were joined': async () => {
    const http = await inRoom();
    http.server.answers['/api/search'] = { messages: [], more: false };
    await http.say({ type: 'search', text: 'x', limit: 50 });
    await http.say({ type: 'join', room: 'b', recent: 0 });
    await http.say({ type: 'search', text: 'x', before: { room: 'a', epoch: 7, seq: 2 }, limit: 50 });
    equal(http.server.of('/api/search').map(({ query }) => query.slice(1, -1)), [
      [['room', 'a']],
      [['room', 'a'], ['room', 'b'], ['before', 'a:7:2']],
    ]);
    equal(http.frames.at(-1), { type: 'found', text: 'x', messages: [], more: false });
  },
  'it lives as long as the stream is heard, comments too': async () => {
    const http = await setUp();
    await http.pass(25_000);
    http.last().text(': still here\n');
    await settled();
    await http.pass(29_000);
    await http.say({ type: 'ping', t: 1 });
    equal(http.frames.at(-1), { type: 'pong' });
    await http.pass(2_000);
    await http.say({ type: 'ping', t: 2 });
    equal(http.types(), ['welcome', 'pong']);
  },
  'typing is nothing over HTTP, and what nobody knows costs nothing': async () => {
    const http = await inRoom();
    const before = http.server.requests.length;
    await http.say({ type: 'typing', room: 'a' }, { type: 'constructor' }, { type: 'poem' });
    equal([http.server.requests.length, http.frames.at(-1).seq], [before, 3]);
  },
  'a goodbye is one, and then the socket closes as a socket does': async () => {
    const http = await inRoom();
    await http.pass(6000);
    await http.last().say({ type: 'bye', reason: 'restarting', reconnectAfterMs: 700 });
    await http.last().end();
    equal([http.types().at(-1), http.closes], ['bye', [{ code: 1012, isRefused: false }]]);
  },
  'the goodbye of a stream that is about to be replaced is none': async () => {
    const http = await inRoom();
    const old = http.last();
    await http.say({ type: 'join', room: 'b', recent: 0 });
    await old.say({ type: 'bye', reason: 'restarting', reconnectAfterMs: 700 });
    await old.end();
    await http.last().say({ ...WELCOME, node: 'n2' }, joined('a', { head: 4, first: 4 }), message('a', 4), joined('b'));
    equal([http.seqs(), http.types().includes('bye'), http.closes.length], [[1, 2, 3, 4], false, 0]);
    equal(http.frames.filter(({ type }) => type === 'welcome').map(({ node }) => node), ['n1', 'n2']);
  },
  'a stream that cannot be had closes the socket with what that means there': async () => {
    const codes = { 400: 4001, 401: 4003, 403: 1006, 404: 1006, 429: 1008, 500: 1006, 503: 1013 };
    for (const [status, code] of Object.entries(codes)) {
      const http = await setUp({ hello: false });
      http.server.answers['/api/events'] = Number(status);
      await http.say({ type: 'hello', nick: 'Kim', client: 'a secret of some length' });
      const reason = code === 4003 ? { reason: 'the server answers with status 401' } : {};
      equal(http.closes, [{ code, isRefused: status === '403' || status === '404', ...reason }]);
    }
    const http = await setUp({ hello: false });
    http.server.answers['/api/events'] = () => Promise.reject(new TypeError('nobody there'));
    await http.say({ type: 'hello', nick: 'Kim', client: 'a secret of some length' });
    equal(http.closes, [{ code: 1006, isRefused: false }]);
  },
  'a stream that ends again at once is not asked for over and over': async () => {
    const http = await inRoom();
    await http.pass(6000);
    await http.last().cut();
    await http.pass(1000);
    await http.last().say(WELCOME);
    await http.last().cut();
    equal([http.closes, http.server.streams.length], [[{ code: 1006, isRefused: false }], 3]);
  },
  'where two streams are one too many the old one goes first': async () => {
    const http = await inRoom();
    const old = http.last();
    http.server.answers['/api/events'] = () => Response.json({ code: 'rate_limited', retryAfterMs: 300 }, { status: 429 });
    await http.say({ type: 'join', room: 'b', recent: 0 });
    equal([old.isClosed, http.closes.length], [true, 0]);
    delete http.server.answers['/api/events'];
    await http.pass(299);
    equal(http.last(), old);
    await http.pass(1);
    equal(http.last().rooms, ['a:7:3', 'b']);
  },
  'once closed it tells nothing, and asks for nothing': async () => {
    const http = await inRoom();
    const stream = http.last();
    http.server.answers['/api/rooms/a/messages'] = ({ signal }) =>
      new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await http.say({ type: 'say', room: 'a', id: 'x1', text: 'hello' }, { type: 'nick', nick: 'X' });
    http.socket.close();
    const asked = http.server.requests.length;
    equal([stream.isClosed, http.server.of('/api/rooms/a/messages')[0].signal.aborted], [true, true]);
    await http.pass(60_000);
    equal(http.server.requests.length, asked);
    equal([http.frames.at(-1).seq, http.closes.length], [3, 0]);
  },
  'who is signed in says so in a header of every request, and a fresh token is in the next stream': async () => {
    const http = await setUp({ hello: false });
    http.server.answers['/api/rooms/a/messages'] = { epoch: 7, seq: 4, at: 9 };
    const one = `x.${btoa('{"sub":"k","name":"Kim"}')}.y`;
    await http.say({ type: 'hello', token: one });
    equal([http.last().query, http.last().headers], [[['nick', 'Kim'], ['recent', '0']], { Authorization: `Bearer ${one}` }]);
    await http.last().say(WELCOME);
    await http.say({ type: 'say', room: 'a', id: 'x', text: 'hello', re: { from: 'k', id: 'm1' } });
    const [{ headers, body }] = http.server.of('/api/rooms/a/messages');
    equal(headers, { Authorization: `Bearer ${one}`, 'Content-Type': 'application/json' });
    equal(body, { id: 'x', nick: 'Kim', text: 'hello', re: { from: 'k', id: 'm1' } });
    await http.say({ type: 'token', token: 'two' });
    equal([http.last().headers, http.server.streams.length], [{ Authorization: 'Bearer two' }, 2]);
  },
  'what is done by frames alone is not offered, and refused to whoever asks for it': async () => {
    const http = await setUp({ hello: false });
    await http.say({ type: 'hello', nick: 'Kim', client: 'a secret of some length' });
    await http.last().say({ ...WELCOME, may: [{ rooms: '*', may: ['see', 'say', 'edit', 'moderate'] }] });
    equal(http.frames[0].may, [{ rooms: '*', may: ['see', 'say'] }]);
    await http.say({ type: 'edit', room: 'a', id: 'x', of: { from: 'k', id: 'm1' }, text: 'b' });
    const { type, code, room, id } = http.frames.at(-1);
    equal([type, code, room, id], ['error', 'forbidden', 'a', 'x']);
  },
  'whoever is put out of a room hears why, and is out': async () => {
    const http = await inRoom();
    await http.last().say({ type: 'error', code: 'forbidden', message: 'be polite', room: 'a' }, { type: 'left', room: 'a' });
    equal(http.frames.slice(-2).map(({ type, message: why, room }) => [type, why, room]), [['error', 'be polite', 'a'], ['left', undefined, 'a']]);
    await http.say({ type: 'join', room: 'b', recent: 0 });
    equal(http.last().rooms, ['b']);
  },
};
