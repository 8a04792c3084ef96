const { Room } = await import('/model/room.js');
const { rowsOf } = await import('/view/rows.js');

const KIM = { id: 'k', nick: 'Kim' };
const joined = (more) => ({ epoch: 1, head: 0, first: 1, complete: true, members: [], count: 0, ...more });
const message = (seq, text = `m${seq}`, from = KIM) => ({ seq, id: text, from, text, at: 60_000 * seq });

function entered(more, kept) {
  const room = new Room('r', kept);
  room.enter(joined(more));
  return room;
}

const hear = (room, ...seqs) => seqs.forEach((seq) => room.take(message(seq), {}));
const texts = (room) => room.timeline.messages.map(({ text }) => text);
const page = (from, to, more = true) => ({
  messages: Array.from({ length: to - from + 1 }, (_, i) => ({ ...message(from + i), epoch: 1 })),
  ...(more ? { more, next: { epoch: 1, before: from } } : { more }),
});
const hearAll = (room, from, to) => page(from, to).messages.forEach((each) => room.take(each, {}));
const numbers = (messages) => messages.map(({ seq }) => seq).join(' ');
const gaps = (room) => room.timeline.notices.map(({ kind, after, before }) => `${kind} ${after} ${before}`);
const notices = (room) => room.timeline.notices.map(({ kind, after }) => `${kind} ${after}`);

function kinds(room) {
  const { messages, notices } = room.timeline;
  const { divider } = room.reading;
  return rowsOf({ messages, notices, divider, pending: [], language: 'en' })
    .filter(({ kind }) => kind !== 'day')
    .map(({ kind, message }) => message?.text ?? kind);
}

return {
  'a repeat is shown once': () => {
    const room = entered();
    hear(room, 1, 2, 2, 1, 3);
    equal(texts(room), ['m1', 'm2', 'm3']);
  },
  'the place to resume is what was heard last, also in an empty room': () => {
    const room = entered({ head: 0 });
    equal(room.place, { epoch: 1, after: 0 });
    hear(room, 1, 2);
    equal(room.place, { epoch: 1, after: 2 });
    equal(new Room('r').place, null);
  },
  'a room with a long past is entered near its end': () => {
    const room = entered({ head: 500, first: 101 });
    equal(room.place.after, 450);
    hear(room, 451);
    equal(notices(room), []);
    equal(room.wanted(), { before: 451, limit: 200 });
  },
  'a page of history is put in front, and asked for once': () => {
    const room = entered({ head: 53 });
    hear(room, 4, 5);
    equal(room.wanted().before, 4);
    equal(room.wanted(), null);
    room.history({ epoch: 1, messages: [2, 3].map((n) => message(n)), first: 1, more: true });
    equal(texts(room), ['m2', 'm3', 'm4', 'm5']);
    equal(room.wanted().before, 2);
    room.history({ epoch: 1, messages: [message(1)], first: 1, more: false });
    equal(room.wanted(), null);
    equal(texts(room)[0], 'm1');
  },
  'history goes back into older numberings where the log names the next page': () => {
    const room = entered({ epoch: 2, head: 53, first: 4 });
    room.take(message(4), {});
    equal(room.wanted(), { before: 4, limit: 200 });
    const older = [{ ...message(8, 'x8'), epoch: 1 }, { ...message(9, 'x9'), epoch: 1 }];
    room.history({ messages: [...older, { ...message(1), epoch: 2 }], more: true, next: { epoch: 1, before: 8 } });
    equal(texts(room), ['x8', 'x9', 'm1', 'm4']);
    equal(room.place, { epoch: 2, after: 4 });
    equal(room.wanted(), { epoch: 1, before: 8, limit: 200 });
    room.history({ messages: [{ ...message(7, 'x7'), epoch: 1 }, ...older], more: false });
    equal(texts(room), ['x7', 'x8', 'x9', 'm1', 'm4']);
    equal(room.wanted(), null);
  },
  'whether anything is kept before the oldest is asked of the log, once': () => {
    const room = entered({ head: 200, first: 151 });
    hear(room, 151);
    equal(room.wanted().before, 151);
    room.history({ epoch: 1, messages: [], first: 151, more: false });
    equal(room.wanted(), null);
  },
  'also before the first message there may be some, of an older epoch': () => {
    const room = entered({ epoch: 3, head: 2, first: 1 });
    hear(room, 1, 2);
    equal(room.wanted(), { before: 1, limit: 200 });
    room.history({ messages: [{ ...message(0, 'x'), epoch: 2 }], more: false });
    equal([texts(room), room.timeline.more], [['x', 'm1', 'm2'], false]);
  },
  'a gap is filled from its upper end until it meets what is there': () => {
    const room = entered();
    hearAll(room, 1, 3);
    room.away();
    room.enter(joined({ head: 701, first: 700, complete: false }));
    hearAll(room, 700, 701);
    equal(gaps(room), ['gap 3 700']);
    equal(room.wanted('fill', 3), { epoch: 1, before: 700, limit: 200 });
    equal(room.wanted('fill', 3), null);
    room.history(page(500, 699));
    equal(gaps(room), ['gap 3 500']);
    equal(room.wanted('next'), { epoch: 1, before: 500, limit: 200 });
    room.history(page(300, 499));
    equal(room.wanted('next').before, 300);
    room.history(page(100, 299));
    equal(room.wanted('next').before, 100);
    room.history(page(1, 99, false));
    equal([gaps(room), room.wanted('next'), room.pages.filling], [[], null, null]);
    equal(numbers(room.timeline.messages), numbers(page(1, 701).messages));
  },
  'a gap without end is filled as far as one click is worth': () => {
    const room = entered();
    hear(room, 1);
    room.pass(99_999);
    hear(room, 100_000);
    for (let i = 0, asked = room.wanted('fill', 1); i < 10; i++, asked = room.wanted('next')) {
      room.history(page(asked.before - 200, asked.before - 1));
    }
    equal([room.wanted('next'), gaps(room)], [null, ['gap 1 97999']]);
    equal(room.wanted('fill', 1).before, 97_999);
  },
  'a gap whose messages are no longer kept closes': () => {
    const room = entered();
    hear(room, 1, 9);
    room.wanted('fill', 1);
    room.history({ messages: [{ ...message(8), epoch: 1 }], more: false });
    equal([gaps(room), texts(room)], [[], ['m1', 'm8', 'm9']]);
  },
  'what was said between an old epoch and a new one is put between': () => {
    const room = entered();
    hear(room, 1, 2);
    room.away();
    room.enter(joined({ epoch: 2, head: 9, first: 8 }));
    [8, 9].forEach((seq) => room.take({ ...message(seq), epoch: 2 }, {}));
    equal([texts(room), room.timeline.edge], [['m1', 'm2', 'm8', 'm9'], 'k/m8']);
    room.wanted();
    const [old, fresh] = [page(1, 5).messages, page(6, 7).messages];
    room.history({ messages: [...old, ...fresh.map((each) => ({ ...each, epoch: 2 }))], more: false });
    equal(texts(room), page(1, 9).messages.map(({ text }) => text));
    equal([room.timeline.edge, room.timeline.isWhole], [null, true]);
  },
  'an epoch that goes on where the old one stopped changes nothing': () => {
    const room = entered({ head: 3 });
    [1, 2, 3].forEach((seq) => room.take(message(seq), { watched: true }));
    room.away();
    room.enter(joined({ epoch: 2, head: 5, first: 4, complete: true }));
    [4, 5].forEach((seq) => room.take({ ...message(seq), epoch: 2 }, {}));
    equal([texts(room), notices(room), room.timeline.edge], [['m1', 'm2', 'm3', 'm4', 'm5'], [], null]);
    equal([room.place, room.reading.read, room.reading.unread, room.reading.divider], [{ epoch: 2, after: 5 }, 3, 2, 3]);
  },
  'an epoch that parted from the old one a little earlier brings again what was kept': () => {
    const room = entered({ head: 4 });
    [1, 2, 3, 4].forEach((seq) => room.take(message(seq), { watched: true }));
    room.away();
    room.enter(joined({ epoch: 2, head: 4, first: 3, complete: true }));
    room.take(message(3, 'theirs'), {});
    room.take(message(4, 'm3'), {});
    equal([texts(room), notices(room)], [['m1', 'm2', 'theirs', 'm3'], ['reset 2']]);
    equal([room.place, room.reading.unread, room.reading.read], [{ epoch: 2, after: 4 }, 1, 4]);
  },
  'a message of long ago is looked at with its surroundings, apart from what is live': () => {
    const room = entered({ head: 5000, first: 4951 });
    hearAll(room, 4951, 5000);
    room.goTo(page(1000, 1000).messages[0]);
    equal(room.pages.isApart, false);
    equal(room.wanted('next'), { before: 1100, limit: 200 });
    room.history(page(900, 1099));
    const { shown } = room.pages;
    equal([room.pages.isApart, numbers(shown.messages)], [true, numbers(page(900, 1099).messages)]);
    equal(room.goal, 'k/m1000');
    hear(room, 5001);
    equal(shown.messages.length, 200);
    equal(room.wanted(), { epoch: 1, before: 900, limit: 200 });
    room.history(page(700, 899));
    equal(shown.messages[0].seq, 700);
    equal(room.wanted('newer'), { before: 1300, limit: 200 });
    room.history(page(1100, 1299));
    equal(numbers(shown.messages), numbers(page(700, 1299).messages));
    room.back();
    equal([room.pages.isApart, texts(room).at(-1)], [false, 'm5001']);
    equal(room.wanted().before, 4951);
  },
  'reading on downwards leads to what is live, and the two are one': () => {
    const room = entered({ head: 1000, first: 951 });
    hearAll(room, 951, 1000);
    room.goTo(page(700, 700).messages[0]);
    room.wanted('next');
    room.history(page(600, 799));
    equal(room.wanted('newer').before, 1000);
    hear(room, 1001);
    room.history(page(800, 999));
    equal([room.pages.isApart, numbers(room.timeline.messages)], [false, numbers(page(600, 1001).messages)]);
    equal(room.wanted(), { epoch: 1, before: 600, limit: 200 });
  },
  'what is found in a gap fills a part of it': () => {
    const room = entered();
    hearAll(room, 1, 3);
    hearAll(room, 900, 902);
    room.goTo(page(500, 500).messages[0]);
    room.wanted('next');
    room.history(page(400, 599));
    equal(room.pages.isApart, true);
    room.wanted('newer');
    room.history(page(600, 799));
    room.wanted('newer');
    room.history(page(703, 902));
    equal([room.pages.isApart, gaps(room)], [false, ['gap 3 400']]);
    equal(numbers(room.timeline.messages), `1 2 3 ${numbers(page(400, 899).messages)} 900 901 902`);
  },
  'what is here already needs no page': () => {
    const room = entered({ head: 3 });
    hear(room, 1, 2, 3);
    room.goTo(message(2));
    equal([room.goal, room.wanted('next'), room.pages.isApart], ['k/m2', null, false]);
  },
  'a message that was found and is gone is said to be lost': () => {
    const room = entered({ head: 5000, first: 4951 });
    let lost = 0;
    room.on('lost', () => lost++);
    room.goTo(message(1000));
    room.wanted('next');
    room.history({ messages: [], more: false });
    equal([lost, room.goal, room.pages.isApart], [1, null, false]);
  },
  'a page that was under way when somebody follows a search goes where it belongs': () => {
    const room = entered({ head: 5000, first: 4951 });
    hearAll(room, 4951, 5000);
    room.wanted();
    room.goTo(message(1000));
    equal(room.wanted('next'), null);
    room.history(page(4751, 4950));
    equal(room.timeline.messages.length, 250);
    equal(room.wanted('next'), { before: 1100, limit: 200 });
  },
  'a page that is under way when the numbering begins anew is dropped': () => {
    const room = entered({ head: 53 });
    hear(room, 4);
    room.wanted();
    room.reset({ epoch: 2, head: 4, first: 4 });
    room.history(page(1, 3, false));
    equal([texts(room), room.timeline.more], [['m4'], true]);
  },
  'a page of history that does not come may be asked for again': () => {
    const room = entered({ head: 53 });
    hear(room, 4);
    equal([room.wanted().before, room.wanted()], [4, null]);
    room.unload();
    equal(room.wanted().before, 4);
  },
  'history of another numbering is not mixed in': () => {
    const room = entered({ head: 53 });
    hear(room, 4);
    room.wanted();
    room.history({ epoch: 9, messages: [message(3)], first: 1, more: false });
    equal(texts(room), ['m4']);
  },
  'what is no longer kept is a gap that shows': () => {
    const room = entered();
    [1, 2].forEach((seq) => room.take(message(seq), { watched: true }));
    room.away();
    room.enter(joined({ head: 30, first: 21, complete: false }));
    hear(room, 21, 22);
    equal(notices(room), ['gap 2']);
    equal(kinds(room).join(' '), 'm1 m2 gap divider m21 m22');
  },
  'a hole in the stream is a gap that shows, too': () => {
    const room = entered();
    hear(room, 1, 4);
    equal(notices(room), ['gap 1']);
  },
  'a frame of a kind not known yet counts, and shows nothing': () => {
    const room = entered();
    room.take(message(1), { watched: true });
    room.pass(2);
    room.take(message(3), { watched: true });
    equal([texts(room), notices(room), room.place.after], [['m1', 'm3'], [], 3]);
    equal([room.reading.read, room.reading.unread, room.reading.divider], [3, 0, null]);
    room.pass(5);
    equal([notices(room), room.reading.unread], [['gap 3'], 0]);
  },
  'a log that lost its end is joined anew from what it still has': () => {
    const room = entered();
    hear(room, 1, 2, 3, 4);
    room.away();
    room.enter(joined({ head: 2, first: 1, complete: false }));
    hear(room, 1, 2);
    room.take(message(3, 'another third'), {});
    equal(texts(room), ['m3', 'm4', 'm1', 'm2', 'another third']);
    equal(room.place, { epoch: 1, after: 3 });
  },
  'a reset takes nothing away, doubles nothing and says so': () => {
    const room = entered();
    hear(room, 1, 2, 3);
    room.reset({ epoch: 2, head: 4, first: 1 });
    room.take(message(1, 'm2'), {});
    room.take(message(2, 'theirs'), {});
    room.take(message(3, 'm1'), {});
    room.take(message(4, 'm3'), {});
    room.take(message(5, 'later'), {});
    equal(texts(room), ['m2', 'theirs', 'm1', 'm3', 'later']);
    equal(notices(room), ['reset 4']);
    equal(room.place, { epoch: 2, after: 5 });
  },
  'what a reset no longer keeps stays in front': () => {
    const room = entered();
    hear(room, 1, 2);
    room.away();
    room.enter(joined({ epoch: 2, head: 1, first: 1 }));
    room.take(message(1, 'm2'), {});
    equal(texts(room), ['m1', 'm2']);
  },
  'only what is new in a reset is unread': () => {
    const room = entered();
    hear(room, 1, 2);
    room.seen();
    room.reset({ epoch: 2, head: 3, first: 1 });
    room.take(message(1, 'theirs'), {});
    room.take(message(2, 'm1'), {});
    room.take(message(3, 'm2'), {});
    equal(room.reading.unread, 1);
    equal(room.reading.read, 3);
  },
  'what is said before the eyes is read, the rest is counted': () => {
    const room = entered();
    room.take(message(1), { watched: true });
    room.take(message(2), {});
    room.take(message(3), { mentions: true });
    equal([room.reading.unread, room.reading.mentions, room.reading.divider], [2, 1, 1]);
    equal(kinds(room), ['m1', 'divider', 'm2', 'm3']);
  },
  'what was missed is unread even for somebody who is looking': () => {
    const room = entered();
    room.take(message(1), { watched: true });
    room.away();
    room.enter(joined({ head: 3 }));
    room.take(message(2), { watched: true });
    room.take(message(3), { watched: true });
    equal(room.reading.divider, 1);
  },
  'the divider stays when all is read, and moves with the next unread message': () => {
    const room = entered();
    hear(room, 1, 2);
    room.seen();
    equal([room.reading.unread, room.reading.divider], [0, 0]);
    room.take(message(3), {});
    equal(room.reading.divider, 2);
  },
  'a later visit goes on where reading stopped': () => {
    const room = entered({ head: 4 }, { epoch: 1, read: 2 });
    hear(room, 1, 2, 3, 4);
    equal([room.reading.unread, room.reading.divider], [2, 2]);
    const first = entered({ head: 4 });
    hear(first, 1, 2, 3, 4);
    equal(first.reading.unread, 0);
  },
  'a later visit counts what is unread before the recent messages, as far as it is kept': () => {
    const room = entered({ head: 100 }, { name: 'r', epoch: 1, read: 3 });
    equal([room.reading.unread, room.reading.divider], [47, 3]);
    room.seen();
    equal(room.reading.unread, 47);
    for (let seq = 51; seq <= 100; seq++) {
      hear(room, seq);
    }
    equal([room.reading.unread, room.reading.divider], [97, 3]);
    room.seen();
    equal([room.reading.unread, room.reading.read], [0, 100]);
    const following = entered({ head: 100, first: 51 }, { name: 'r', epoch: 1, read: 3 });
    equal(following.reading.unread, 47);
    const trimmed = entered({ head: 100, first: 41 }, { name: 'r', epoch: 1, read: 3 });
    equal(trimmed.reading.unread, 10);
    equal(entered({ head: 100 }).reading.unread, 0);
  },
  'what another tab has read is read, as far as it went': () => {
    const room = entered();
    hear(room, 1, 2, 3);
    room.readElsewhere({ epoch: 9, read: 3 });
    equal(room.reading.unread, 3);
    room.readElsewhere({ epoch: 1, read: 2 });
    equal([room.reading.unread, room.reading.read], [1, 2]);
    room.readElsewhere({ epoch: 1, read: 1 });
    equal(room.reading.read, 2);
    room.readElsewhere({ epoch: 1, read: 5 });
    hear(room, 4, 5, 6);
    equal([room.reading.unread, room.reading.read], [1, 5]);
  },
  'own words are never unread': () => {
    const room = entered();
    room.take(message(1), { mine: true });
    equal([room.reading.unread, room.reading.read], [0, 1]);
  },
  'a room that is read for days does not grow for ever, and its past can be paged in again': () => {
    const room = entered();
    for (let seq = 1; seq <= 10_001; seq++) {
      room.take(message(seq), { watched: true });
    }
    equal(room.timeline.messages.length, 5000);
    equal(room.wanted().before, 5002);
    room.history({ epoch: 1, messages: [message(5001)], first: 1, more: true });
    equal(texts(room)[0], 'm5001');
  },
  'people come, go and change their name': () => {
    const room = entered({ members: [KIM], count: 1 });
    room.presence({ joined: [{ id: 'l', nick: 'Lee' }, { id: 'k', nick: 'Kimmy' }], left: [], count: 2 });
    equal(room.people.list().map(({ nick }) => nick), ['Kimmy', 'Lee']);
    room.presence({ joined: [], left: [KIM], count: 300 });
    equal([room.people.list().length, room.people.unlisted], [1, 299]);
  },
  'who is typing is forgotten after a while, or when the message is there': () => {
    const room = entered();
    room.typing(KIM, 1000);
    equal(room.typists.at(5999), ['Kim']);
    equal(room.typists.at(6001), []);
    room.typing(KIM, 7000);
    hear(room, 1);
    equal(room.typists.at(7001), []);
  },
  'many who leave at once are not all named, yet do not stay for ever': () => {
    const { people } = entered({ members: [KIM], count: 1 });
    const crowd = (from, count) => Array.from({ length: count }, (_, i) => ({ id: `${from + i}`, nick: `n${from + i}` }));
    for (let round = 0; round < 50; round++) {
      people.change({ joined: crowd(round * 200, 200), left: [], count: 201 });
      people.change({ joined: [], left: crowd(round * 200, 20), count: 1 });
    }
    equal(people.list().length <= 201, true);
    people.change({ joined: [{ id: 'l', nick: 'Lee' }], left: [], count: 2 });
    equal(people.list().some(({ id }) => id === 'l'), true);
  },
  'names and typists of long ago are forgotten': () => {
    const room = entered();
    const guest = (id, nick) => ({ id: `${id}`, nick });
    room.namesakes.meet(guest(1, 'first'));
    room.namesakes.meet(guest(2, 'first'));
    for (let i = 0; i < 10_000; i++) {
      room.namesakes.meet(guest(i, `n${i}`));
      room.namesakes.meet(guest(i, 'guest'));
      room.typing(guest(i, `n${i}`), i * 1000);
    }
    equal([room.namesakes.tagOf(guest(1, 'first')), room.namesakes.tagOf(guest(9_999, 'guest'))], ['', '9999']);
    equal([room.typists.at(9_999_000).length, room.typists.at(0).length], [5, 5]);
  },
  'all that is new is told in order, and a gap before what follows it': () => {
    const room = new Room('r', null, { recent: 0, held: 4 });
    const told = [];
    room.on('heard', ({ seq }) => told.push(seq)).on('gap', (after, first) => told.push(`${after}-${first}`));
    room.on('renumbered', (epoch, first) => told.push(`epoch ${epoch} ${first}`));
    room.timeline.resumeAt({ epoch: 1, after: 3 });
    equal(room.place, { epoch: 1, after: 3 });
    room.enter(joined({ head: 9, first: 8, complete: false }));
    hear(room, 8, 9, 9, 11);
    room.enter(joined({ epoch: 2, head: 9, first: 9 }));
    hear(room, 9);
    room.reset(joined({ epoch: 3, head: 1 }));
    hear(room, 1);
    equal(told, ['3-8', 8, 9, '9-11', 11, 'epoch 2 9', 'epoch 3 1', 1]);
  },
  'two people of one name are told apart, also when one of them has gone': () => {
    const room = entered({ members: [KIM], count: 1 });
    const other = { id: 'zzzz1', nick: 'kim' };
    equal(room.namesakes.tagOf(KIM), '');
    room.take(message(1, 'm1', other), {});
    equal([room.namesakes.tagOf(KIM), room.namesakes.tagOf(other)], ['k', 'zzzz']);
    const { messages } = room.timeline;
    const rows = rowsOf({ messages, namesakes: room.namesakes, notices: [], divider: null, pending: [], language: 'en' });
    equal(rows.at(-1).tag, 'zzzz');
  },
  'clocks that disagree neither turn days back nor tear groups apart': () => {
    const room = entered();
    const midnight = new Date(2026, 0, 2).getTime();
    const say = (seq, seconds, from = KIM) =>
      room.take({ seq, id: `${seq}`, from, text: `m${seq}`, at: midnight + seconds * 1000 }, {});
    say(2, 60);
    say(3, -60);
    say(4, 70);
    say(5, -50);
    say(6, -7200);
    say(7, -7190);
    room.wanted();
    room.history({ epoch: 1, messages: [{ seq: 1, id: '1', from: KIM, text: 'm1', at: midnight - 90_000 }], first: 1, more: false });
    const { messages } = room.timeline;
    equal(messages.map(({ time }) => (time - midnight) / 1000), [-90, 60, 60, 70, 70, 70, 70]);
    const rows = rowsOf({ messages, notices: [], divider: null, pending: [], language: 'en' });
    const shown = rows.map(({ kind, grouped }) => (kind === 'day' ? 'day' : Boolean(grouped)));
    equal(shown, ['day', false, 'day', false, true, true, true, false, true]);
  },
  'messages in one breath are grouped, and days are set apart': () => {
    const day = new Date(2026, 0, 1, 23, 58).getTime();
    const at = (seq, minutes, from = KIM) => ({ ...message(seq), key: `${seq}`, at: day + minutes * 60_000, from });
    const lee = { id: 'l', nick: 'Lee' };
    const messages = [at(1, 0), at(2, 1), at(3, 3), at(4, 4, lee), at(5, 20, lee)];
    const rows = rowsOf({ messages, notices: [], divider: null, pending: [], language: 'en' });
    const shown = rows.map(({ kind, grouped }) => (kind === 'day' ? 'day' : Boolean(grouped)));
    equal(shown, ['day', false, true, 'day', false, false, false]);
  },
};
