const { Chat } = await import('/model/chat.js');
const { Outbox } = await import('/model/outbox.js');
const { Store } = await import('/model/store.js');
const frames = await import('/net/frames.js');

/** A node with the limits of a real one: 20 frames a second, 40 at once, and then the door. */
class FakeNode {
  #tokens = 40;
  #filledAt;
  #refused = 0;
  frames = [];
  flooded = false;

  constructor(clock, answers) {
    this.clock = clock;
    this.answers = answers;
    this.#filledAt = clock.now();
  }

  take(frame) {
    const now = this.clock.now();
    this.#tokens = Math.min(40, this.#tokens + ((now - this.#filledAt) / 1000) * 20);
    this.#filledAt = now;
    this.frames.push({ ...frame, at: now });
    if (this.#tokens < 1) {
      this.flooded ||= ++this.#refused > 40;
      const { room, id } = frame;
      return { type: 'error', code: 'rate_limited', room, id, retryAfterMs: 50 };
    }
    this.#tokens--;
    return this.answers[frame.type]?.(frame);
  }
}

const entered = ({ room }) => ({ type: 'joined', room, epoch: 1, head: 0, first: 1, complete: true, members: [], count: 0 });
const refusal = (code, more) => ({ room }) => ({ type: 'error', code, room, message: code, ...more });
const ack = ({ room, id }) => ({ type: 'ack', room, id, epoch: 1, seq: 1 });

/** A page; `connect` brings it to a node, whose answers come with the next tick of the clock. */
function setUp({ storage = new FakeStorage(), answers = {}, clock = new FakeClock() } = {}) {
  const store = new Store(() => storage);
  const line = { node: null };
  const events = [];
  const send = (frame) => {
    const { node } = line;
    if (!node) {
      return false;
    }
    const answer = node.take(frame);
    clock.after(1, () => answer && line.node === node && chat.take(answer));
    return true;
  };
  const say = (item) => chat.rooms.get(item.room)?.joined && send(frames.say(item));
  const outbox = new Outbox({ store, clock, send: say });
  const chat = new Chat({ store, outbox, clock, send, isWatched: () => false, random: () => 1 });
  ['refused', 'left', 'message', 'out', 'notice', 'done'].forEach((name) => chat.on(name, (...what) => events.push([name, ...what])));
  const connect = (limits = { rate: 20 }, may = undefined) => {
    line.node = new FakeNode(clock, { join: entered, say: ack, ...answers });
    chat.take({ type: 'welcome', id: 'me', nick: 'Kim', limits, may });
    return line.node;
  };
  const cut = () => {
    line.node = null;
    chat.away();
  };
  return { storage, store, clock, chat, outbox, events, line, connect, cut };
}

const joined = ({ chat }) => [...chat.rooms.values()].filter((room) => room.joined).length;
const open = ({ chat }, count) => Array.from({ length: count }, (_, i) => chat.open(`r${i}`));
const of = (node, type) => node.frames.filter((frame) => frame.type === type);

return {
  'fifty rooms are entered within seconds, without a refusal and each once': () => {
    const page = setUp();
    open(page, 50);
    const node = page.connect();
    page.clock.pass(6000);
    equal([joined(page), of(node, 'join').length, node.flooded], [50, 50, false]);
    const busiest = node.frames.filter(({ at }) => at < node.frames[0].at + 1000).length;
    equal(busiest <= 21, true);
    equal(node.frames[0].room, 'r49'); // the one in front
  },
  'after a cut, and another, it is the same': () => {
    const page = setUp();
    open(page, 50);
    for (let i = 0; i < 3; i++) {
      const node = page.connect();
      page.clock.pass(i < 2 ? 1500 : 6000);
      equal(node.flooded, false);
      if (i < 2) {
        page.cut();
      }
    }
    equal(joined(page), 50);
  },
  'a slower server is entered more slowly': () => {
    const page = setUp();
    open(page, 6);
    const node = page.connect({ rate: 4 });
    page.clock.pass(500);
    equal(of(node, 'join').length, 3);
    page.clock.pass(2000);
    equal(joined(page), 6);
  },
  'what was too fast is asked again, and nothing else': () => {
    let refusals = 5;
    const join = (frame) =>
      frame.room === 'r1' && refusals-- > 0 ? refusal('rate_limited', { retryAfterMs: 300 })(frame) : entered(frame);
    const page = setUp({ answers: { join } });
    open(page, 3);
    const node = page.connect();
    page.clock.pass(5000);
    const times = (name) => of(node, 'join').filter(({ room }) => room === name).length;
    equal([times('r0'), times('r1'), times('r2')], [1, 6, 1]);
    equal([joined(page), page.events.length], [3, 0]);
  },
  'a full room stays, with what is yet to be sent, and is tried again later and later': () => {
    let full = true;
    const join = (frame) => (full ? refusal('room_full')(frame) : entered(frame));
    const page = setUp({ answers: { join } });
    page.chat.open('r0');
    page.chat.say('keep me');
    const node = page.connect();
    page.clock.pass(60_000);
    const room = page.chat.rooms.get('r0');
    equal([room.refusal, page.outbox.of('r0').length], ['room_full', 1]);
    equal(setUp({ storage: page.storage }).outbox.of('r0').length, 1);
    equal(of(node, 'join').length, 4); // at once, after 5, 15 and 35 s
    equal(page.events.length, 1);
    full = false;
    page.clock.pass(60_000);
    equal([room.refusal, room.joined, of(node, 'say').length], [null, true, 1]);
  },
  'leaving a room makes a place for one that was refused': () => {
    const limit = (frame) => (joined(page) < 2 ? entered(frame) : refusal('room_full')(frame));
    const page = setUp({ answers: { join: limit } });
    page.connect();
    ['a', 'b', 'c'].forEach((name) => {
      page.chat.open(name);
      page.clock.pass(10);
    });
    equal(page.chat.rooms.get('c').refusal, 'room_full');
    page.chat.leave('a');
    page.clock.pass(10);
    equal(page.chat.rooms.get('c').joined, true);
  },
  'what is forbidden, or not there, is kept and tried again by hand or with the next connection': () => {
    for (const code of ['forbidden', 'not_found', 'bad_field']) {
      const page = setUp({ answers: { join: refusal(code) } });
      page.chat.open('r0');
      page.chat.say('keep me');
      const node = page.connect();
      page.clock.pass(600_000);
      equal([page.chat.rooms.get('r0').refusal, of(node, 'join').length], [code, 1]);
      page.chat.tryAgain('r0');
      equal(of(node, 'join').length, 2);
      page.cut();
      equal(of(page.connect(), 'join').length, 1);
      equal(setUp({ storage: page.storage }).outbox.of('r0').length, 1);
    }
  },
  'a room that has to wait for servers says so once': () => {
    const page = setUp({ answers: { join: refusal('no_quorum', { retryAfterMs: 1000 }) } });
    page.chat.open('r0');
    page.connect();
    page.clock.pass(120_000);
    equal(page.events.map(([name, { code }]) => `${name} ${code}`), ['refused no_quorum']);
  },
  'a room the node has forgotten us in is entered again': () => {
    const page = setUp();
    page.chat.open('r0');
    const node = page.connect();
    page.clock.pass(10);
    page.line.node.answers.say = refusal('not_joined');
    page.chat.say('hello');
    page.clock.pass(10);
    page.chat.take({ type: 'error', code: 'not_joined', room: 'r0', id: page.outbox.of('r0')[0]?.id });
    page.clock.pass(2000);
    equal(of(node, 'join').length >= 2, true);
    page.line.node.answers.say = ack;
    page.clock.pass(20_000);
    equal(page.outbox.of('r0').map(({ state }) => state), ['sent']);
  },
  'who leaves by mistake comes back to the same place, with what was unsent': () => {
    const page = setUp();
    const { chat, outbox } = page;
    chat.open('a');
    chat.open('b');
    chat.say('not sent yet');
    const { id } = outbox.of('b')[0];
    chat.rooms.get('b').draft = 'half a thought';
    chat.leave('b');
    equal([chat.current.name, outbox.of('b').length], ['a', 0]);
    const [, name, comeBack] = page.events.find(([event]) => event === 'left');
    comeBack();
    equal([name, chat.current.name, chat.current.draft, outbox.of('b')[0].id], ['b', 'b', 'half a thought', id]);
    page.connect();
    page.clock.pass(10);
    equal(joined(page), 2);
  },
  'what another tab opens, leaves and reads is so here': () => {
    const storage = new FakeStorage();
    const [a, b] = [setUp({ storage }), setUp({ storage })];
    const tell = (page, key) => page.store.changedElsewhere(`chat.${key}`);
    [a, b].forEach((page) => {
      page.chat.open('lobby');
      page.connect();
      page.clock.pass(10);
    });
    a.chat.open('alpha');
    tell(b, 'room.alpha');
    b.clock.pass(10);
    equal([[...b.chat.rooms.keys()], b.chat.current.name, joined(b)], [['lobby', 'alpha'], 'lobby', 2]);
    a.chat.leave('alpha');
    tell(b, 'room.alpha');
    b.chat.keep();
    equal([...b.chat.rooms.keys()], ['lobby']);
    equal([...setUp({ storage }).chat.rooms.keys()], ['lobby']);
    a.chat.leave('lobby');
    tell(b, 'room.lobby');
    equal(b.chat.current.name, 'lobby'); // nobody is thrown out
  },
  'a nickname of an earlier visit that is no longer allowed is not used': () => {
    const storage = new FakeStorage();
    const store = new Store(() => storage);
    const nickAfter = (kept) => {
      store.set('nick', kept);
      return setUp({ storage }).chat.me.nick;
    };
    equal(['Kim', 'ann\u034f', '\u3164', 7].map(nickAfter), ['Kim', '', '', '7']);
  },
  'rooms are stepped through in the order of the list': () => {
    const { chat } = setUp();
    ['a', 'b', 'c'].forEach((name) => chat.open(name));
    const steps = [1, 1, -1, -1].map((by) => {
      chat.step(by);
      return chat.current.name;
    });
    equal(steps, ['a', 'b', 'a', 'c']);
  },
  'frames of a later version do not disturb the order': () => {
    const page = setUp();
    page.chat.open('r0');
    page.connect();
    page.clock.pass(10);
    const from = { id: 'k', nick: 'Lee' };
    page.chat.take({ type: 'message', room: 'r0', seq: 1, id: 'x', from, text: 'a', at: 1 });
    page.chat.take({ type: 'delete', room: 'r0', seq: 2, id: 'y', of: { from: 'k', id: 'x' }, from, at: 2 });
    page.chat.take({ type: 'constructor', room: 'r0' });
    page.chat.take({ type: 'message', room: 'r0', seq: 3, id: 'z', from, text: 'b', at: 3, mood: 'new' });
    page.chat.take({ type: 'typing', room: 'r0', people: [from, { id: 'l', nick: 'Ana' }, { id: 'me', nick: 'Kim' }] });
    const room = page.chat.rooms.get('r0');
    equal([room.timeline.notices, room.place.after], [[], 3]);
    equal(room.typists.at(page.clock.now()), ['Lee', 'Ana']);
  },
  'a page of history that was too fast is asked for again': () => {
    let refusals = 1;
    const history = (frame) =>
      refusals-- > 0
        ? refusal('rate_limited', { retryAfterMs: 400 })(frame)
        : { type: 'history', room: 'r0', epoch: 1, messages: [], first: 1, more: false };
    const join = (frame) => ({ ...entered(frame), head: 200, first: 1 });
    const page = setUp({ answers: { history, join } });
    page.chat.open('r0');
    const node = page.connect();
    page.clock.pass(10);
    page.chat.on('room', () => page.chat.lookBack());
    page.chat.lookBack();
    page.clock.pass(300);
    equal(of(node, 'history').length, 1);
    page.clock.pass(300);
    equal([of(node, 'history').length, page.events.length], [2, 0]);
  },
  'a message that was found in a room one has left is shown there, with what was around': () => {
    const history = ({ before }) => ({
      type: 'history',
      room: 'r0',
      messages: [1000, 1001].map((seq) => ({ epoch: 1, seq, id: `${seq}`, from: { id: 'k', nick: 'Lee' }, text: 'x', at: seq })),
      more: true,
      next: { epoch: 1, before: 1000 },
    });
    const join = (frame) => ({ ...entered(frame), head: 5000, first: 4951 });
    const page = setUp({ answers: { history, join } });
    page.chat.open('elsewhere');
    const node = page.connect();
    page.clock.pass(10);
    page.chat.show({ room: 'r0', epoch: 1, seq: 1000, id: '1000', from: { id: 'k' } });
    page.clock.pass(100);
    const { pages, goal } = page.chat.current;
    equal([page.chat.current.name, of(node, 'history')[0].before, goal], ['r0', 1100, 'k/1000']);
    equal([pages.isApart, pages.shown.messages.length], [true, 2]);
    page.chat.open('elsewhere');
    equal(pages.isApart, false);
  },
  'a search that the server is too busy for says so where it was asked, and nowhere else': () => {
    const page = setUp({ answers: { search: refusal('busy', { retryAfterMs: 1000 }) } });
    page.chat.open('r0');
    page.connect();
    page.clock.pass(10);
    for (const room of ['r0', null]) {
      page.chat.search.start('basil', room);
      page.clock.pass(10);
      equal([page.chat.search.state, page.events.length], ['busy', 0]);
    }
    page.line.node.answers.search = ({ room, text }) => ({ type: 'found', room, text, messages: [], more: false });
    page.chat.search.again();
    page.clock.pass(10);
    equal([page.chat.search.state, page.chat.search.more], ['done', false]);
  },
  'an edit is sent until it is acknowledged, and shows in its place': () => {
    const page = setUp({ answers: { edit: () => null, say: () => null } });
    page.chat.open('r0');
    const node = page.connect();
    page.clock.pass(10);
    page.chat.take({ type: 'message', room: 'r0', seq: 1, id: 'a', from: { id: 'me', nick: 'Kim' }, text: 'one', at: 1 });
    const [message] = page.chat.current.timeline.messages;
    page.chat.amending.edit(page.chat.current, message, 'one');
    page.chat.amending.edit(page.chat.current, message, 'two');
    page.clock.pass(10);
    const [said] = of(node, 'edit');
    equal([of(node, 'edit').length, said.of, said.text], [1, { from: 'me', id: 'a' }, 'two']);
    equal(page.outbox.of('r0').map(({ state }) => state), ['sending']);
    page.cut();
    const next = page.connect();
    page.clock.pass(10);
    equal(of(next, 'edit').map(({ id, text }) => [id, text]), [[said.id, 'two']]);
    page.chat.take({ type: 'edit', room: 'r0', seq: 2, id: said.id, from: { id: 'me', nick: 'Kim' }, of: said.of, text: 'two', at: 2 });
    page.chat.take({ type: 'ack', room: 'r0', id: said.id, epoch: 1, seq: 2, at: 2 });
    equal([message.text, message.edited, page.outbox.of('r0').length], ['two', 2, 0]);
    equal(page.events.filter(([name]) => name === 'message').length, 0);
  },
  'a change whose place is behind us already is made when it is acknowledged': () => {
    const page = setUp({ answers: { delete: () => null } });
    page.chat.open('r0');
    page.connect();
    page.clock.pass(10);
    page.chat.take({ type: 'message', room: 'r0', seq: 5, id: 'a', from: { id: 'me', nick: 'Kim' }, text: 'one', at: 1 });
    const [message] = page.chat.current.timeline.messages;
    page.chat.amending.remove(page.chat.current, message);
    const [{ id }] = page.outbox.of('r0');
    page.chat.take({ type: 'ack', room: 'r0', id, epoch: 1, seq: 4, at: 2 });
    equal([message.deleted, message.text, page.outbox.of('r0')], [true, undefined, []]);
  },
  'a change that is refused says why where it is, and can be left': () => {
    const page = setUp({ answers: { edit: ({ room, id }) => ({ type: 'error', code: 'not_found', message: 'gone', room, id }) } });
    page.chat.open('r0');
    page.connect();
    page.clock.pass(10);
    const message = { id: 'a', from: { id: 'me' }, text: 'one' };
    page.chat.amending.edit(page.chat.current, message, 'two');
    page.clock.pass(10);
    const fate = () => page.outbox.of('r0').map(({ type, state, code, text }) => [type, state, code, text]);
    equal([fate(), page.events], [[['edit', 'refused', 'not_found', 'two']], []]);
    page.chat.amending.edit(page.chat.current, message, 'three');
    page.clock.pass(10);
    equal(fate(), [['edit', 'refused', 'not_found', 'three']]); // and nothing of the first
    page.line.node.answers.delete = page.line.node.answers.edit;
    page.chat.amending.remove(page.chat.current, message);
    page.clock.pass(10);
    equal(fate(), []); // what is not there need not go
  },
  'an answer names what it answers, once': () => {
    const page = setUp({ answers: { say: () => null } });
    page.chat.open('r0');
    const node = page.connect();
    page.clock.pass(10);
    const { writing } = page.chat.current;
    writing.draft = 'half a thought';
    writing.edit({ id: 'b', from: { id: 'me' }, text: 'old' });
    equal([writing.draft, writing.isPlain], ['old', false]);
    writing.answer({ id: 'a', from: { id: 'k' } });
    equal(writing.draft, 'half a thought');
    page.chat.say('yes');
    writing.done();
    equal([of(node, 'say')[0].re, writing.isPlain, writing.draft], [{ from: 'k', id: 'a' }, true, '']);
  },
  'what one may is what the welcome says: own messages, and those of others for a moderator': () => {
    const page = setUp();
    page.chat.open('r0');
    page.connect();
    const [mine, theirs] = ['me', 'k'].map((id) => ({ id: '1', from: { id }, text: 'x' }));
    const room = page.chat.current;
    const rights = () => [page.chat.amending.mayEdit(room, mine), page.chat.amending.mayRemove(room, mine), page.chat.amending.mayEdit(room, theirs), page.chat.amending.mayRemove(room, theirs)];
    equal(rights(), [true, true, false, false]);
    page.connect({ rate: 20 }, [{ rooms: 'r*', may: ['read', 'moderate'] }]);
    equal([rights(), page.chat.may('r0', 'say'), page.chat.may('x', 'read')], [[false, false, false, true], false, false]);
    equal([page.chat.amending.mayRemove(room, { ...theirs, deleted: true }), page.chat.amending.mayEdit(room, { ...mine, text: undefined })], [false, false]);
  },
  'whoever is put out of a room is told why, and comes back only by hand': () => {
    const page = setUp();
    page.chat.open('r0');
    const node = page.connect();
    page.clock.pass(10);
    page.chat.take({ type: 'error', code: 'forbidden', message: 'be polite', room: 'r0' });
    page.chat.take({ type: 'left', room: 'r0' });
    const room = page.chat.current;
    page.clock.pass(60_000);
    equal([room.joined, room.refusal, room.why, of(node, 'join').length], [false, 'forbidden', 'be polite', 1]);
    equal(page.events.map(([name]) => name), ['refused', 'out']);
    page.chat.tryAgain('r0');
    page.clock.pass(1000);
    equal([room.joined, room.refusal, room.why], [true, null, null]);
  },
  'that one has left by hand is no news': () => {
    const page = setUp();
    page.chat.open('r0');
    page.connect();
    page.clock.pass(10);
    page.chat.leave('r0');
    page.events[0][2](); // comes back at once
    page.chat.take({ type: 'left', room: 'r0' });
    page.clock.pass(1000);
    equal([page.chat.current.joined, page.chat.current.refusal], [true, null]);
  },
  'a notice stands in its room, or in all, and is told; so is what a moderator did': () => {
    const page = setUp({ answers: { mute: ({ type, room, person }) => ({ type: 'done', act: type, room, person }) } });
    open(page, 2);
    const node = page.connect();
    page.clock.pass(10);
    page.chat.take({ type: 'notice', room: 'r0', text: 'here' });
    page.chat.take({ type: 'notice', text: 'everywhere', by: { id: 'l', nick: 'Lee' } });
    const texts = ['r0', 'r1'].map((name) => page.chat.rooms.get(name).timeline.notices.map(({ text }) => text));
    equal(texts, [['here', 'everywhere'], ['everywhere']]);
    page.chat.moderate({ act: 'mute', room: 'r0', person: 'k', minutes: 10, reason: '' });
    page.clock.pass(10);
    const { at, ...sent } = node.frames.at(-1);
    equal(sent, { type: 'mute', room: 'r0', person: 'k', minutes: 10 });
    equal(page.events.map(([name]) => name), ['notice', 'notice', 'done']);
  },
  'what was found changes when it is edited, and goes when it is deleted': () => {
    const from = { id: 'k', nick: 'Lee' };
    const hit = (id, more) => ({ room: 'r0', epoch: 1, seq: 1, id, from, text: `basil ${id}`, at: 1, ...more });
    const messages = [hit('a'), hit('b'), hit('c', { type: 'edit', of: { from: 'k', id: 'a' } })];
    const page = setUp({ answers: { search: ({ text }) => ({ type: 'found', text, messages, more: false }) } });
    page.chat.open('r0');
    page.connect();
    page.clock.pass(10);
    page.chat.search.start('basil', null);
    page.clock.pass(10);
    page.chat.take({ type: 'edit', room: 'r0', seq: 7, id: 'e', from, of: { from: 'k', id: 'a' }, text: 'mint', at: 9 });
    page.chat.take({ type: 'delete', room: 'r0', seq: 8, id: 'd', from, of: { from: 'k', id: 'b' }, at: 9 });
    equal(page.chat.search.messages.map(({ text }) => text), ['mint']);
  },
};
