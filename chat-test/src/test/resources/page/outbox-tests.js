const { Outbox } = await import('/model/outbox.js');
const { Store } = await import('/model/store.js');
const { say } = await import('/net/frames.js');

/** An outbox whose sendings are collected; `line.open` is the connection. */
function setUp(storage = new FakeStorage()) {
  const clock = new FakeClock();
  const line = { open: true, sent: [] };
  const send = ({ id, text, again = false }) => line.open && Boolean(line.sent.push({ id, text, again }));
  const outbox = new Outbox({ store: new Store(() => storage), send, clock });
  const texts = () => line.sent.map(({ text }) => text);
  const states = () => outbox.of('r').map(({ state }) => state);
  return { storage, clock, line, outbox, texts, states };
}

const ack = (id, seq = 1) => ({ room: 'r', id, epoch: 1, seq });

return {
  'a message is sending, then sent, then gone once it is in the room': () => {
    const { outbox, line, states } = setUp();
    outbox.write('r', 'a');
    equal(states(), ['sending']);
    outbox.acked(ack(line.sent[0].id));
    equal(states(), ['sent']);
    outbox.arrived(line.sent[0].id);
    equal(states(), []);
  },
  'the echo may be faster than the ack': () => {
    const { outbox, line, states } = setUp();
    outbox.write('r', 'a');
    outbox.arrived(line.sent[0].id);
    outbox.acked(ack(line.sent[0].id));
    equal(states(), []);
  },
  'what is in the room waits for its ack unseen, holds up nobody, and is sent again on the next connection': () => {
    const { storage, outbox, clock, line, texts, states } = setUp();
    const silences = [];
    outbox.on('silence', () => silences.push(clock.now()));
    outbox.write('r', 'a');
    outbox.arrived(line.sent[0].id);
    outbox.write('r', 'b');
    outbox.arrived(line.sent[1].id);
    clock.pass(60_000);
    equal([texts(), states(), silences], [['a', 'b'], [], []]);
    equal(setUp(storage).outbox.of('r').map(({ text }) => text), ['a', 'b']);
    line.open = false;
    outbox.halt();
    line.open = true;
    outbox.write('r', 'c');
    equal(line.sent.slice(2).map(({ text, again }) => `${text} ${again}`), ['c false', 'a true']);
    outbox.acked(ack(line.sent[3].id));
    outbox.acked(ack(line.sent[4].id));
    equal([texts(), states()], [['a', 'b', 'c', 'a', 'b'], ['sending']]);
    equal(setUp(storage).outbox.of('r').map(({ text }) => text), ['c']);
  },
  'what is in the room and could not be kept is sent again, one at a time': () => {
    const { outbox, clock, line, texts } = setUp();
    ['a', 'b', 'c'].forEach((text, i) => {
      outbox.write('r', text);
      outbox.arrived(line.sent[i].id);
    });
    const silences = [];
    outbox.on('silence', () => silences.push(clock.now()));
    const fail = (i) => outbox.failed({ id: line.sent[i].id, code: 'not_confirmed', retryAfterMs: 1000 });
    [1, 2].forEach(fail);
    clock.pass(1000);
    equal(texts(), ['a', 'b', 'c', 'b']);
    outbox.write('r', 'd');
    outbox.acked(ack(line.sent[3].id));
    equal(texts(), ['a', 'b', 'c', 'b', 'd', 'c']);
    outbox.arrived(line.sent[4].id);
    clock.pass(20_000);
    equal([texts().slice(6), silences], [['c', 'c', 'c', 'c'], []]); // it is the disk that is slow
  },
  'what is acknowledged to be behind us will not come any more': () => {
    const { outbox, line, states } = setUp();
    outbox.write('r', 'a');
    outbox.acked(ack(line.sent[0].id, 5), { epoch: 1, after: 9 });
    equal(states(), []);
    outbox.write('r', 'b');
    outbox.acked(ack(line.sent[1].id, 10), { epoch: 1, after: 9 });
    equal(states(), ['sent']);
  },
  'whoever waits for one hears what becomes of it': () => {
    const { outbox, line } = setUp();
    const heard = [];
    outbox.on('acked', ({ id, seq }) => heard.push([id, seq])).on('refused', ({ id, code }) => heard.push([id, code]));
    ['x', 'y', 'z'].forEach((id) => outbox.write('r', id, id));
    outbox.arrived('x');
    outbox.acked(ack('x', 4));
    outbox.failed({ id: 'y', code: 'busy' });
    outbox.failed({ id: 'y', code: 'too_long' });
    equal([heard, line.sent.map(({ id }) => id)], [[['x', 4], ['y', 'too_long']], ['x', 'y', 'z']]);
  },
  'one of a room is under way at a time, so that a retry overtakes nobody': () => {
    const { outbox, clock, line, texts } = setUp();
    outbox.write('r', 'a');
    outbox.write('r', 'b');
    outbox.write('other', 'x');
    equal(texts(), ['a', 'x']);
    outbox.failed({ id: line.sent[0].id, code: 'busy', retryAfterMs: 500 });
    clock.pass(499);
    equal(texts(), ['a', 'x']);
    clock.pass(1);
    equal(texts(), ['a', 'x', 'a']);
    outbox.acked(ack(line.sent[2].id));
    equal(texts(), ['a', 'x', 'a', 'b']);
  },
  'a retry has the same id': () => {
    const { outbox, clock, line, states } = setUp();
    outbox.write('r', 'a');
    outbox.failed({ id: line.sent[0].id, code: 'not_confirmed' });
    equal(states(), ['unconfirmed']);
    clock.pass(2000);
    equal(line.sent[1].id, line.sent[0].id);
  },
  'no answer at all is not confirmed either': () => {
    const { outbox, clock, line, texts } = setUp();
    outbox.write('r', 'a');
    clock.pass(5_000);
    equal(texts(), ['a', 'a']);
    equal(line.sent[1].id, line.sent[0].id);
  },
  'no answer for five seconds asks for another connection, and later again': () => {
    const { outbox, clock } = setUp();
    const at = [];
    const start = clock.now();
    outbox.on('silence', () => at.push(clock.now() - start));
    outbox.write('r', 'a');
    clock.pass(60_000);
    equal(at, [5_000, 10_000, 20_000, 40_000]);
  },
  'any answer is one, and patience begins anew': () => {
    const { outbox, clock, line } = setUp();
    let silences = 0;
    outbox.on('silence', () => silences++);
    outbox.write('r', 'a');
    clock.pass(4_999);
    outbox.failed({ id: line.sent[0].id, code: 'busy', retryAfterMs: 500 });
    clock.pass(5_000);
    equal(silences, 0);
    clock.pass(500);
    equal(silences, 1);
    outbox.acked(ack(line.sent[0].id));
    outbox.write('r', 'b');
    clock.pass(5_000);
    equal(silences, 2);
  },
  'what a room does not let in is kept, also for the next visit': () => {
    for (const code of ['room_full', 'forbidden', 'not_found', 'something_new']) {
      const { storage, outbox, line } = setUp();
      outbox.write('r', 'a');
      outbox.failed({ id: line.sent[0].id, code });
      equal(outbox.of('r').length, 1);
      equal(setUp(storage).outbox.of('r').length, 1);
    }
  },
  'what is set aside is not sent, until it is put back under its old id': () => {
    const { storage, outbox, line, texts, states } = setUp();
    line.open = false;
    outbox.write('r', 'a');
    const { id } = outbox.of('r')[0];
    const unsent = outbox.setAside('r');
    equal([states(), setUp(storage).outbox.rooms], [[], []]);
    line.open = true;
    outbox.putBack(unsent);
    equal([texts(), line.sent[0].id, setUp(storage).outbox.rooms], [['a'], id, ['r']]);
  },
  'without a connection messages wait, and go in the order of writing': () => {
    const { outbox, line, texts, states } = setUp();
    line.open = false;
    outbox.write('r', 'a');
    outbox.write('r', 'b');
    equal(states(), ['waiting', 'waiting']);
    line.open = true;
    outbox.flush('r');
    outbox.acked(ack(line.sent[0].id));
    equal(texts(), ['a', 'b']);
  },
  'what was under way when the connection went is unconfirmed': () => {
    const { outbox, line, texts, states } = setUp();
    outbox.write('r', 'a');
    line.open = false;
    outbox.halt();
    equal(states(), ['unconfirmed']);
    line.open = true;
    outbox.flush('r');
    equal(texts(), ['a', 'a']);
  },
  'only what an earlier connection or page may have sent is said to be sent again': () => {
    const first = setUp();
    const marks = ({ line }) => line.sent.map(({ text, again }) => `${text} ${again}`);
    first.outbox.write('r', 'a');
    first.clock.pass(5_000);
    equal(marks(first), ['a false', 'a false']);
    first.line.open = false;
    first.outbox.halt();
    first.outbox.write('r', 'b');
    first.line.open = true;
    first.outbox.flush('r');
    first.outbox.acked(ack(first.line.sent[2].id));
    equal(marks(first).slice(2), ['a true', 'b false']);
    const second = setUp(first.storage);
    second.outbox.flush('r');
    equal(marks(second), ['b true']);
  },
  'what has no ack survives a closed tab under the same id': () => {
    const first = setUp();
    first.line.open = false;
    first.outbox.write('r', 'a');
    first.clock.pass(1);
    first.outbox.write('r', 'b');
    const second = setUp(first.storage);
    second.outbox.flush('r');
    second.outbox.acked(ack(second.line.sent[0].id));
    equal(second.texts(), ['a', 'b']);
    equal(second.line.sent[0].id, first.outbox.of('r')[0].id);
  },
  'what has an ack does not come back after a reload': () => {
    const first = setUp();
    first.outbox.write('r', 'a');
    first.outbox.acked(ack(first.line.sent[0].id));
    equal(setUp(first.storage).outbox.rooms, []);
  },
  'a message that can never be taken blocks nobody, and can be dropped': () => {
    const { outbox, line, texts, states } = setUp();
    outbox.write('r', 'far too long');
    outbox.write('r', 'b');
    outbox.failed({ id: line.sent[0].id, code: 'too_long' });
    equal(texts(), ['far too long', 'b']);
    equal(states(), ['refused', 'sending']);
    outbox.drop(line.sent[0].id);
    equal(states(), ['sending']);
  },
  'a sent message that a gap has swallowed does not stay for ever': () => {
    const { outbox, line, states } = setUp();
    outbox.write('r', 'a');
    outbox.acked(ack(line.sent[0].id, 5));
    outbox.resumed('r', { epoch: 1, after: 4 });
    equal(states(), ['sent']);
    outbox.resumed('r', { epoch: 1, after: 9 });
    equal(states(), []);
  },
  'answers and changes go the way of messages, in their order, and outlive the page': () => {
    const storage = new FakeStorage();
    const sent = [];
    const store = () => new Store(() => storage);
    const outbox = new Outbox({ store: store(), clock: new FakeClock(), send: (item) => Boolean(sent.push(item)) });
    const of = { from: 'k', id: 'm' };
    outbox.write('r', 'yes', 'a', { re: of });
    outbox.write('r', 'no', 'b', { type: 'edit', of });
    outbox.write('r', undefined, 'c', { type: 'delete', of });
    equal(sent.map(({ id }) => id), ['a']);
    equal(say(sent[0]), { type: 'say', room: 'r', id: 'a', text: 'yes', re: of });
    const later = [];
    const next = new Outbox({ store: store(), clock: new FakeClock(), send: (item) => Boolean(later.push(item)) });
    for (const id of ['a', 'b', 'c']) {
      next.flush('r');
      next.acked(ack(id));
    }
    equal(later.map(say), [
      { type: 'say', room: 'r', id: 'a', text: 'yes', re: of, again: true },
      { type: 'edit', room: 'r', id: 'b', of, text: 'no' },
      { type: 'delete', room: 'r', id: 'c', of },
    ]);
  },
};
