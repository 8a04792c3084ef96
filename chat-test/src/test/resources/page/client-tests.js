const { connect, ChatError } = await import('/client/chat.js');

const SECRET = 'a secret of some length';
const URLS = ['http://localhost:8080', 'http://localhost:8081'];

/** Rooms that all nodes share, and the WebSockets that lead there; `up` are the ports that answer. */
class FakeCluster {
  up = [8080, 8081];
  sockets = [];
  said = []; // all frames of clients
  strays = 0; // those in rooms that were not joined
  answers = {}; // type of frame to what is answered instead: a frame, a list, or null for nothing
  rooms = new Map();
  may; // what the welcome says

  room(name) {
    if (!this.rooms.has(name)) {
      this.rooms.set(name, { epoch: 7, messages: [], first: 1 });
    }
    return this.rooms.get(name);
  }

  /** Somebody else says something. */
  say(room, text, from = { id: 'ann', nick: 'Ann' }, id = text) {
    const { messages } = this.room(room);
    const message = { type: 'message', room, seq: (messages.at(-1)?.seq ?? 0) + 1, id, from, text, at: 1 };
    messages.push(message);
    this.sockets.filter(({ joined }) => joined.has(room)).forEach((socket) => socket.hear(message));
    return message;
  }

  hear(...frames) {
    this.sockets.filter(({ isOpen }) => isOpen).forEach((socket) => socket.hear(...frames));
  }

  cut(code = 1006) {
    this.sockets.filter(({ isOpen }) => isOpen).forEach((socket) => socket.end(code));
  }

  of(type) {
    return this.said.filter((frame) => frame.type === type);
  }

  answer(socket, frame) {
    this.said.push(frame);
    this.strays += ['say', 'history'].includes(frame.type) && !socket.joined.has(frame.room) ? 1 : 0;
    const own = this.answers[frame.type];
    const answer = own === undefined ? this.#usual(socket, frame) : typeof own === 'function' ? own(frame) : own;
    socket.hear(...[answer ?? []].flat());
  }

  #usual(socket, { type, room, ...frame }) {
    switch (type) {
      case 'hello':
        socket.nick = frame.nick ?? 'named by the token';
        return { type: 'welcome', node: `${socket.port}`, id: 'me', nick: socket.nick, heartbeat: 25_000, limits: { text: 20, rate: 20, rooms: 50 }, may: this.may, nodes: [] };
      case 'join':
        return this.#join(socket, room, frame);
      case 'say':
        return this.#said(socket, room, frame);
      case 'edit':
      case 'delete':
        return this.#changed(socket, room, { type, ...frame });
      case 'leave':
        socket.joined.delete(room);
        return { type: 'left', room };
      case 'ping':
        return { type: 'pong', t: frame.t };
      default:
        return null;
    }
  }

  #join(socket, name, { epoch, after, recent = 50 }) {
    const { messages, first: kept, ...room } = this.room(name);
    const head = messages.at(-1)?.seq ?? 0;
    const isSame = epoch === room.epoch;
    const wanted = epoch === undefined ? Math.max(1, head - recent + 1) : isSame ? after + 1 : 1;
    const first = Math.max(wanted, kept);
    const complete = epoch === undefined || (isSame && first === wanted);
    socket.joined.add(name);
    const members = [{ id: 'me', nick: socket.nick }];
    const joined = { type: 'joined', room: name, epoch: room.epoch, head, first, complete, members, count: 1 };
    return [joined, ...messages.filter(({ seq }) => seq >= first)];
  }

  #said(socket, name, { id, text }) {
    const { epoch, messages } = this.room(name);
    const known = messages.find((each) => each.id === id);
    const { seq, at } = known ?? this.say(name, text, { id: 'me', nick: socket.nick }, id);
    return { type: 'ack', room: name, id, epoch, seq, at };
  }

  #changed(socket, name, change) {
    const { epoch, messages } = this.room(name);
    const entry = { ...change, room: name, seq: messages.at(-1).seq + 1, from: { id: 'me', nick: socket.nick }, at: 2 };
    messages.push(entry);
    this.sockets.filter(({ joined }) => joined.has(name)).forEach((each) => each.hear(entry));
    return { type: 'ack', room: name, id: change.id, epoch, seq: entry.seq, at: 2 };
  }
}

function webSocketOf(cluster) {
  return class {
    joined = new Set();
    isOpen = false;
    isGone = false;

    constructor(url) {
      this.port = Number(new URL(url).port);
      cluster.sockets.push(this);
      queueMicrotask(() => {
        this.isOpen = cluster.up.includes(this.port) && !this.isGone;
        return this.isOpen ? this.onopen({}) : this.end(1006);
      });
    }

    send(text) {
      text.split('\n').forEach((line) => queueMicrotask(() => this.isOpen && cluster.answer(this, JSON.parse(line))));
    }

    hear(...frames) {
      if (this.isOpen && frames.length > 0) {
        this.onmessage({ data: frames.map((frame) => JSON.stringify(frame)).join('\n') });
      }
    }

    end(code) {
      this.isOpen = false;
      this.joined.clear();
      if (!this.isGone) {
        this.isGone = true;
        this.onclose({ code });
      }
    }

    close() {
      Object.assign(this, { isOpen: false, isGone: true });
      this.joined.clear();
    }
  };
}

/** A program in `rooms`, and all that it is told. */
async function setUp({ cluster = new FakeCluster(), rooms = ['a'], clock = new FakeClock(), ...options } = {}) {
  const server = new FakeServer();
  const told = [];
  const chat = connect({
    ...{ urls: URLS, nick: 'bot', client: SECRET, clock, fetch: server.fetch, random: () => 1 },
    WebSocket: webSocketOf(cluster),
    ...options,
  });
  for (const event of ['message', 'edit', 'delete', 'notice', 'presence', 'typing', 'gap', 'reset', 'error', 'state']) {
    chat.on(event, (what) => told.push([event, what]));
  }
  const of = (event) => told.filter(([name]) => name === event).map(([, what]) => what);
  const pass = async (ms) => {
    for (let left = ms; left > 0; left -= 500) {
      clock.pass(Math.min(500, left));
      await settled(1);
    }
    await settled();
  };
  const it = { cluster, server, chat, clock, told, of, pass };
  it.texts = (room = 'a') => of('message').filter((each) => each.room === room).map(({ text }) => text);
  it.seqs = () => of('message').map(({ seq }) => seq);
  rooms.forEach((room) => chat.join(room));
  await pass(100);
  return it;
}

/** What becomes of a promise, as far as it is known: its value, the code of its error, or null. */
function fateOf(promise) {
  const fate = { value: null };
  promise.then(
    (value) => (fate.value = value),
    (error) => (fate.value = error instanceof ChatError ? error.code : error),
  );
  return fate;
}

async function settledFate(promise) {
  const fate = fateOf(promise);
  await settled();
  return fate.value;
}

const texts = (count, from = 1) => Array.from({ length: count }, (_, i) => `m${from + i}`);

return {
  'what is said is promised its place': async () => {
    const { chat, cluster, of } = await setUp();
    cluster.say('a', 'first');
    const fate = fateOf(chat.say('a', 'hello', { id: 'x1' }));
    await settled();
    equal(fate.value, { id: 'x1', epoch: 7, seq: 2, at: 1 });
    equal(of('message').map(({ seq, text, mine, epoch, room, type }) => [seq, text, mine, epoch, room, type]), [
      [1, 'first', false, 7, 'a', undefined],
      [2, 'hello', true, 7, 'a', undefined],
    ]);
  },
  'whoever joins hears what comes, and before it as many as it wants': async () => {
    const cluster = new FakeCluster();
    texts(9).forEach((text) => cluster.say('a', text));
    const none = await setUp({ cluster });
    const some = await setUp({ cluster, recent: 3 });
    cluster.say('a', 'now');
    equal([none.texts(), some.texts()], [['now'], ['m7', 'm8', 'm9', 'now']]);
  },
  'an earlier run goes on where it was': async () => {
    const cluster = new FakeCluster();
    texts(9).forEach((text) => cluster.say('a', text));
    const { chat, texts: heard, pass, of } = await setUp({ cluster, rooms: [] });
    const fate = fateOf(chat.join('a', { epoch: 7, after: 6 }));
    await pass(100);
    equal([fate.value, heard(), of('reset')], [{ room: 'a', epoch: 7, after: 6 }, ['m7', 'm8', 'm9'], []]);
  },
  'after a cut it goes on at whichever node answers, without a hole or a repeat': async () => {
    const { cluster, texts: heard, pass, of } = await setUp();
    cluster.say('a', 'm1');
    cluster.up = [8081];
    cluster.cut();
    texts(3, 2).forEach((text) => cluster.say('a', text));
    await pass(3000);
    cluster.say('a', 'm5');
    equal([heard(), of('gap')], [texts(5), []]);
    equal(of('state').map(({ name, node }) => node ?? name), ['connecting', '8080', 'waiting', 'connecting', 'waiting', 'connecting', '8081']);
  },
  'what is said too early waits until the room was joined': async () => {
    const { chat, cluster, pass, texts: heard } = await setUp({ rooms: [] });
    cluster.answers.join = ({ room }) => ({ type: 'error', code: 'room_full', message: 'full', room });
    chat.join('a');
    const fates = [fateOf(chat.say('a', 'first')), fateOf(chat.history('a'))];
    await pass(3_000);
    equal([fates.map(({ value }) => value), cluster.strays], [[null, null], 0]);
    delete cluster.answers.join;
    cluster.answers.history = { type: 'history', room: 'a', messages: [], more: false };
    await pass(10_000);
    equal([heard(), fates[0].value.seq, fates[1].value.more, cluster.strays], [['first'], 1, false, 0]);
  },
  'what is missing is said before what follows, and history has it': async () => {
    const { chat, cluster, told, pass } = await setUp();
    cluster.say('a', 'm1');
    cluster.cut();
    texts(5, 2).forEach((text) => cluster.say('a', text));
    cluster.room('a').first = 5;
    cluster.answers.history = ({ room, before, epoch }) => ({
      ...{ type: 'history', room, more: true, next: { epoch, before: 2 } },
      messages: [{ epoch, seq: before - 1, id: 'x', from: { id: 'ann', nick: 'Ann' }, text: 'm4', at: 1 }],
    });
    await pass(3000);
    const [gap, ...after] = told.filter(([event]) => ['gap', 'message'].includes(event)).slice(1);
    equal(gap, ['gap', { room: 'a', epoch: 7, after: 1, first: 5 }]);
    equal(after.map(([, { text }]) => text), ['m5', 'm6']);
    const page = await chat.history('a', { epoch: 7, before: 5, limit: 1 });
    equal(cluster.of('history'), [{ type: 'history', room: 'a', before: 5, epoch: 7, limit: 1 }]);
    equal([page.messages[0].room, page.messages[0].text, page.more, page.next], ['a', 'm4', true, { epoch: 7, before: 2 }]);
  },
  'a room that begins anew repeats nothing that was heard': async () => {
    const { cluster, texts: heard, seqs, of, pass } = await setUp();
    texts(3).forEach((text) => cluster.say('a', text));
    const { messages } = cluster.room('a');
    Object.assign(cluster.room('a'), { epoch: 8, messages: [] });
    cluster.say('a', 'theirs', undefined, 'theirs');
    cluster.hear({ type: 'reset', room: 'a', epoch: 9, head: 4, first: 1 }, { ...messages[0], seq: 1, id: 'new', text: 'new' });
    cluster.hear(...messages.map((each) => ({ ...each, seq: each.seq + 1 })));
    await pass(10);
    equal([heard(), of('reset')], [['m1', 'm2', 'm3', 'theirs', 'new'], [{ room: 'a', epoch: 9, first: 1 }]]);
    equal([seqs().at(-1), of('message').at(-1).epoch], [1, 9]);
  },
  'how much is remembered is bounded, also of what was missed': async () => {
    const cluster = new FakeCluster();
    const bot = await setUp({ cluster, remember: 3 });
    texts(10).forEach((text) => cluster.say('a', text));
    cluster.cut();
    texts(10, 11).forEach((text) => cluster.say('a', text));
    await bot.pass(3000);
    texts(10, 21).forEach((text) => cluster.say('a', text));
    equal(bot.texts(), texts(30));
    const { messages } = cluster.room('a');
    cluster.hear({ type: 'reset', room: 'a', epoch: 8, head: 30, first: 1 }, ...messages);
    const again = bot.texts().slice(30);
    equal([again.length >= 24, again.length <= 27], [true, true]);
    equal(again, texts(again.length));
  },
  'what cannot be taken now is sent again under the same id until it is': async () => {
    const { chat, cluster, pass } = await setUp();
    for (const code of ['busy', 'rate_limited', 'no_quorum', 'not_confirmed', 'internal']) {
      let refusals = 3;
      cluster.answers.say = ({ room, id }) =>
        refusals-- > 0
          ? { type: 'error', code, message: code, room, id, retryAfterMs: 500 }
          : { type: 'ack', room, id, epoch: 7, seq: 1, at: 1 };
      const fate = fateOf(chat.say('a', 'hello', { id: code }));
      await pass(1000);
      equal(fate.value, null);
      await pass(1000);
      equal([fate.value.seq, cluster.of('say').filter(({ id }) => id === code).length], [1, 4]);
    }
  },
  'what is refused for good is refused, told once, and no longer in the way': async () => {
    const storage = new FakeStorage();
    const { chat, cluster, of, pass } = await setUp({ storage });
    cluster.answers.say = ({ room, id }) => ({ type: 'error', code: 'forbidden', message: 'not you', room, id });
    const fate = fateOf(chat.say('a', 'hello', { id: 'x1' }));
    await settled();
    delete cluster.answers.say;
    await chat.say('a', 'another').catch(() => {});
    await pass(60_000);
    equal([fate.value, of('error').map(({ code, id, room, message }) => [code, id, room, message])], ['forbidden', [['forbidden', 'x1', 'a', 'not you']]]);
    equal([cluster.of('say').length, Object.keys(storage)], [2, ['chat.client']]);
  },
  'a refusal that nobody waits for ends no program': async () => {
    const { chat, cluster } = await setUp();
    const unheard = [];
    globalThis.onunhandledrejection = ({ reason }) => unheard.push(reason);
    cluster.answers.say = ({ room, id }) => ({ type: 'error', code: 'forbidden', message: 'not you', room, id });
    chat.say('a', 'hello');
    chat.say('a', '');
    chat.join('full').then(() => {}).catch(() => {});
    await settled();
    chat.say('a', 'never sent');
    chat.close();
    chat.say('a', 'too late');
    await settled();
    globalThis.onunhandledrejection = null;
    equal(unheard, []);
  },
  'what everybody has heard and nobody has acknowledged is sent again': async () => {
    const { chat, cluster, pass, texts: heard } = await setUp();
    cluster.answers.say = ({ room, id, text }) => void cluster.say(room, text, { id: 'me', nick: 'bot' }, id);
    const fate = fateOf(chat.say('a', 'hello', { id: 'x1' }));
    await pass(8_000); // a disk may take its time: that is no reason to go elsewhere
    equal([heard(), fate.value, cluster.of('say').length, cluster.sockets.length], [['hello'], null, 1, 1]);
    const next = fateOf(chat.say('a', 'more'));
    await settled();
    delete cluster.answers.say;
    cluster.cut();
    await pass(3_000);
    equal(cluster.of('say').slice(-2).map(({ text, again }) => [text, again]), [['hello', true], ['more', true]]);
    equal([fate.value.seq, next.value.seq, heard(), cluster.strays], [1, 2, ['hello', 'more'], 0]);
  },
  'the same id said twice is one message, and both are told of it': async () => {
    const { chat, cluster } = await setUp();
    const [one, two] = [fateOf(chat.say('a', 'hello', { id: 'x1' })), fateOf(chat.say('a', 'hello', { id: 'x1' }))];
    await settled();
    const three = fateOf(chat.say('a', 'hello', { id: 'x1' }));
    await settled();
    equal([one.value, two.value.seq, three.value.seq], [two.value, 1, 1]);
    equal([cluster.room('a').messages.length, cluster.of('say').length], [1, 2]);
  },
  'what can be no message is refused here, and costs no connection': async () => {
    const { chat, cluster, of } = await setUp();
    const refused = [
      chat.say('elsewhere', 'x'),
      chat.say('no room', 'x'),
      chat.say('a', ''),
      chat.say('a', 7),
      chat.say('a', 'x'.repeat(21)),
      chat.say('a', 'x', { id: '' }),
      chat.say('a', 'x', { id: 'x'.repeat(65) }),
      chat.join('no room'),
    ].map(fateOf);
    chat.say('a', '😀'.repeat(20));
    await settled();
    equal(refused.map(({ value }) => value), ['not_joined', 'bad_field', 'bad_field', 'bad_field', 'too_long', 'bad_field', 'bad_field', 'bad_field']);
    equal([cluster.of('say').length, of('error').length], [1, refused.length]);
  },
  'a thousand may wait to be sent, and no more': async () => {
    const { chat, cluster } = await setUp();
    cluster.answers.say = null;
    const fates = Array.from({ length: 1001 }, () => fateOf(chat.say('a', 'x')));
    await settled();
    equal([fates[999].value, fates[1000].value], [null, 'busy']);
  },
  'a room that does not let one in is one that was refused, and another join tries again': async () => {
    const { chat, cluster, of, pass } = await setUp({ rooms: [] });
    const refuse = (code) => (cluster.answers.join = ({ room }) => ({ type: 'error', code, message: code, room }));
    refuse('room_full');
    const patient = fateOf(chat.join('full'));
    await pass(100);
    refuse('forbidden');
    const shut = fateOf(chat.join('shut'));
    await pass(100);
    equal([patient.value, shut.value, of('error').map(({ code, room }) => [code, room])], [null, 'forbidden', [['room_full', 'full'], ['forbidden', 'shut']]]);
    delete cluster.answers.join;
    const again = fateOf(chat.join('shut'));
    await pass(10_000);
    equal([again.value, patient.value], [{ room: 'shut', epoch: 7, after: 0 }, { room: 'full', epoch: 7, after: 0 }]);
    equal(await chat.join('shut'), again.value);
  },
  'questions of a room are asked one after the other, and each has its answer': async () => {
    const { chat, cluster, pass } = await setUp();
    cluster.answers.history = null;
    cluster.answers.search = null;
    const [one, two] = [fateOf(chat.history('a', { before: 5 })), fateOf(chat.history('a'))];
    const found = fateOf(chat.search('x', { room: 'a' }));
    const all = fateOf(chat.search('y'));
    await pass(10);
    equal([cluster.of('history').length, cluster.of('search').map(({ text }) => text)], [1, ['y']]);
    cluster.hear({ type: 'found', text: 'y', messages: [], more: false });
    cluster.hear({ type: 'history', room: 'a', messages: [], more: false });
    await pass(10);
    equal([one.value, two.value, all.value], [{ messages: [], more: false }, null, { messages: [], more: false }]);
    cluster.hear({ type: 'history', room: 'a', messages: [], more: true, next: { epoch: 7, before: 3 } });
    await pass(10);
    cluster.hear({ type: 'error', room: 'a', code: 'bad_field', message: 'text: too much' });
    await pass(10);
    equal([two.value.next, found.value], [{ epoch: 7, before: 3 }, 'bad_field']);
  },
  'a question that was too fast, or lost with its connection, is asked again': async () => {
    const { chat, cluster, of, pass } = await setUp();
    cluster.answers.rooms = { type: 'error', code: 'busy', message: 'busy', retryAfterMs: 700 };
    const fate = fateOf(chat.rooms(3));
    await pass(10);
    cluster.answers.rooms = null;
    await pass(1000);
    equal(cluster.of('rooms').length, 2);
    cluster.answers.rooms = { type: 'rooms', rooms: [{ room: 'a', count: 2 }] };
    cluster.cut();
    await pass(3000);
    equal([fate.value, of('error')], [[{ room: 'a', count: 2 }], []]);
    equal(fateOf(chat.history('elsewhere')).value, null);
  },
  'who is there is known, and who comes, goes and writes is told': async () => {
    const { chat, cluster, of } = await setUp();
    cluster.hear({ type: 'presence', room: 'a', joined: [{ id: 'ann', nick: 'Ann' }], left: [], count: 2 });
    cluster.hear({ type: 'typing', room: 'a', people: [{ id: 'ann', nick: 'Ann' }] });
    equal(chat.people('a'), { people: [{ id: 'ann', nick: 'Ann' }, { id: 'me', nick: 'bot' }], count: 2 });
    equal(chat.people('elsewhere'), { people: [], count: 0 });
    equal(of('presence'), [{ room: 'a', joined: [{ id: 'ann', nick: 'Ann' }], left: [], count: 2 }]);
    equal(of('typing'), [{ room: 'a', people: [{ id: 'ann', nick: 'Ann' }] }]);
    chat.typing('a');
    chat.rename('robot');
    await settled();
    equal([cluster.of('typing').length, cluster.of('nick')[0].nick, chat.me], [1, 'robot', { id: 'me', nick: 'robot' }]);
  },
  'a listener that fails disturbs nobody, and one that went hears nothing': async () => {
    const { chat, cluster, texts: heard, of } = await setUp();
    const uncaught = [];
    globalThis.onerror = (sentence) => Boolean(uncaught.push(sentence));
    const fails = () => {
      throw new Error('a bug');
    };
    chat.on('message', fails);
    chat.on('message', fails); // once is enough
    cluster.hear(cluster.say('a', 'm1'), { ...cluster.say('a', 'm2'), seq: 2 });
    await settled();
    chat.off('message', fails);
    cluster.say('a', 'm3');
    equal([heard(), of('gap')], [texts(3), []]);
    await settled();
    globalThis.onerror = null;
    equal([uncaught.length, uncaught[0]?.includes('a bug')], [2, true]);
  },
  'what was left is not told, and who waits for it learns that': async () => {
    const { chat, cluster, texts: heard } = await setUp();
    cluster.answers.say = null;
    cluster.answers.history = null;
    const fates = [fateOf(chat.say('a', 'x')), fateOf(chat.say('a', 'y')), fateOf(chat.history('a'))];
    chat.leave('a');
    chat.leave('elsewhere');
    await settled();
    cluster.say('a', 'unheard');
    equal([fates.map(({ value }) => value), heard(), cluster.of('leave').length], [Array(3).fill('not_confirmed'), [], 1]);
    equal(fateOf(chat.say('a', 'x')).value, null);
  },
  'once closed nothing is told, tried or left to be waited for': async () => {
    const { chat, cluster, clock, of, pass } = await setUp();
    cluster.answers.say = null;
    const fates = [chat.say('a', 'x'), chat.rooms(), chat.join('full')].map(fateOf);
    chat.close();
    await pass(10);
    const made = cluster.sockets.length;
    equal([fates.map(({ value }) => value), of('state').at(-1).name, chat.state], [Array(3).fill('closed'), 'closed', 'closed']);
    equal(clock.waiting, 0);
    chat.reconnect();
    const late = [chat.say('a', 'x'), chat.history('a'), chat.join('b')].map(fateOf);
    await pass(60_000);
    equal([cluster.sockets.length, late.map(({ value }) => value)], [made, Array(3).fill('closed')]);
  },
  'a state is told once, however often it is looked at': async () => {
    const cluster = new FakeCluster();
    cluster.up = [];
    const { server, of, pass } = await setUp({ cluster, transport: 'ws', urls: [URLS[0]] });
    server.answers['/health/ready'] = {};
    await pass(20_000);
    const waits = of('state').filter(({ name }) => name === 'waiting').map(({ until }) => until);
    equal([waits.length > 3, new Set(waits).size], [true, waits.length]);
  },
  'a server that does not let one in is not asked again until one says so': async () => {
    const { chat, cluster, of, pass } = await setUp();
    cluster.cut(4003);
    await pass(600_000);
    equal([of('state').at(-1), cluster.sockets.length], [{ name: 'ended', code: 4003 }, 1]);
    chat.reconnect();
    await pass(100);
    equal([chat.state, chat.people('a').count], ['open', 1]);
  },
  'what was not sent, and who one is, outlive the program where there is a storage': async () => {
    const storage = new FakeStorage();
    const cluster = new FakeCluster();
    const first = await setUp({ cluster, storage, client: undefined });
    cluster.answers.say = null;
    first.chat.say('a', 'my last words', { id: 'x1' });
    await settled();
    first.chat.close();
    delete cluster.answers.say;
    const second = await setUp({ cluster, storage, client: undefined, rooms: [] });
    await second.pass(1000);
    equal([second.texts(), cluster.of('say').at(-1).again], [['my last words'], true]);
    const [one, two] = cluster.of('hello').map(({ client }) => client);
    equal([one === two, one.length >= 16], [true, true]);
  },
  'where no WebSocket is let through it is the same over HTTP': async () => {
    const cluster = new FakeCluster();
    cluster.up = [];
    const rooms = ['a', ...Array.from({ length: 30 }, (_, i) => `r${i}`)];
    const { chat, server, of, pass, texts: heard } = await setUp({ cluster, rooms, urls: [URLS[0]] });
    server.answers['/api/rooms'] = { rooms: [] };
    server.answers['/api/rooms/a/messages'] = ({ body }) => ({ id: body.id, epoch: 7, seq: 1, at: 1 });
    await pass(3000);
    const welcome = { type: 'welcome', node: 'n1', id: 'me', nick: 'bot', heartbeat: 25_000, limits: { text: 20, rooms: 50, rate: 20 } };
    await server.streams.at(-1).say(welcome);
    await pass(100);
    equal([server.streams.length, server.streams.at(-1).rooms], [2, rooms]);
    await server.streams.at(-1).say(welcome, { type: 'joined', room: 'a', epoch: 7, head: 0, first: 1, complete: true, members: [], count: 0 });
    const fate = fateOf(chat.say('a', 'hello', { id: 'x1' }));
    await pass(100);
    await server.streams.at(-1).say({ type: 'message', room: 'a', seq: 1, id: 'x1', from: { id: 'me', nick: 'bot' }, text: 'hello', at: 1 });
    equal([of('state').at(-1).way, fate.value, heard()], ['http', { id: 'x1', epoch: 7, seq: 1, at: 1 }, ['hello']]);
    chat.close();
  },
  'a mistake in what is asked for is said at once': () => {
    const wrong = [
      { url: 'localhost:8080' },
      { url: 'ws://localhost:8080' },
      { urls: [] },
      { nick: undefined },
      { nick: '\u3164' },
      { client: 'too short' },
      { token: 7 },
      { transport: 'pigeon' },
      { transport: 'ws', WebSocket: null },
      { recent: -1 },
      { recent: 1001 },
      { remember: 0 },
    ];
    const sentences = wrong.map((options) => {
      try {
        connect({ url: URLS[0], nick: 'bot', ...options }).close();
        return 'none';
      } catch (error) {
        return error instanceof TypeError ? error.message.split(' ')[0] : error;
      }
    });
    equal(sentences, ['url', 'url', 'url', 'nick', 'nick', 'client', 'token', 'transport', 'there', 'recent', 'recent', 'remember']);
  },
  'a message is edited and taken back, and everybody is told': async () => {
    const { chat, cluster, of, pass } = await setUp();
    const other = await setUp({ cluster });
    const said = await settledFate(chat.say('a', 'helo', { id: 'x1', re: { from: 'ann', id: 'q' } }));
    equal([said.seq, cluster.of('say')[0].re], [1, { from: 'ann', id: 'q' }]);
    const [message] = of('message');
    const edited = await settledFate(chat.edit('a', message, 'hello', { id: 'x2' }));
    const removed = await settledFate(chat.remove('a', { from: 'me', id: 'x1' }, { id: 'x3' }));
    equal([edited.seq, removed.seq], [2, 3]);
    const [edit] = other.of('edit');
    equal([edit.seq, edit.of, edit.text, edit.room, edit.epoch, edit.type], [2, { from: 'me', id: 'x1' }, 'hello', 'a', 7, undefined]);
    equal(other.of('delete').map(({ seq, of: { id } }) => [seq, id]), [[3, 'x1']]);
    equal(other.seqs(), [1]);
    const wrong = [chat.edit('a', {}, 'x'), chat.edit('a', message, ''), chat.remove('b', message)].map(fateOf);
    await settled();
    equal(wrong.map(({ value }) => value), ['bad_field', 'bad_field', 'not_joined']);
    cluster.answers.edit = ({ room, id }) => ({ type: 'error', code: 'not_found', message: 'gone', room, id });
    equal(await settledFate(chat.edit('a', message, 'hi')), 'not_found');
    await pass(100);
  },
  'a token is asked for on every connection, and when it runs out': async () => {
    const asked = [];
    const token = async (isStale) => `t${asked.push(isStale)}`;
    const { chat, cluster, of, pass } = await setUp({ token, nick: undefined });
    equal(cluster.of('hello').map(({ token: sent, nick, client }) => [sent, nick, client]), [['t1', undefined, undefined]]);
    cluster.hear({ type: 'error', code: 'forbidden', message: 'your token runs out in a minute' });
    await pass(100);
    equal([cluster.of('token'), asked], [[{ type: 'token', token: 't2' }], [false, true]]);
    cluster.cut();
    await pass(10_000);
    equal([cluster.of('hello').at(-1).token, chat.state], ['t3', 'open']);
    cluster.cut(4003); // it ran out while the machine slept
    await pass(1000);
    equal([cluster.of('hello').at(-1).token, chat.state], ['t4', 'open']);
    cluster.answers.hello = null;
    cluster.cut(4003);
    await pass(1000);
    cluster.cut(4003);
    await pass(60_000);
    equal([of('state').at(-1).name, of('state').at(-1).code, asked.length], ['ended', 4003, 5]);
  },
  'a token that cannot be had is asked for again, later': async () => {
    let isThere = false;
    const token = async () => (isThere ? 'here' : Promise.reject(new Error('no')));
    const { chat, cluster, pass } = await setUp({ token });
    equal([chat.state, cluster.of('hello')], ['waiting', []]);
    isThere = true;
    await pass(60_000);
    equal([chat.state, cluster.of('hello').length], ['open', 1]);
  },
  'what one may is known, and a moderator acts': async () => {
    const cluster = new FakeCluster();
    cluster.may = [{ rooms: 'a', may: ['read', 'moderate'] }];
    cluster.answers.kick = ({ type, room, person }) => ({ type: 'done', act: type, room, person });
    cluster.answers.ban = ({ room }) => ({ type: 'error', code: 'forbidden', message: 'no', room });
    const { chat, of } = await setUp({ cluster });
    equal([chat.may('a', 'moderate'), chat.may('a', 'say'), chat.may('b', 'read')], [true, false, false]);
    equal(await settledFate(chat.moderate('a', 'kick', { id: 'k', nick: 'Kim' }, { reason: 'spam' })), { act: 'kick', room: 'a', person: 'k' });
    equal(cluster.of('kick')[0], { type: 'kick', room: 'a', person: 'k', reason: 'spam' });
    equal(await settledFate(chat.moderate('a', 'ban', 'k', { minutes: 60 })), 'forbidden');
    cluster.hear({ type: 'notice', text: 'be nice', room: 'a', by: { id: 'l', nick: 'Lee' } });
    equal(of('notice'), [{ text: 'be nice', room: 'a', by: { id: 'l', nick: 'Lee' } }]);
  },
};
