const { Allowed } = await import('/model/allowed.js');
const { Room } = await import('/model/room.js');
const { rowsOf } = await import('/view/rows.js');
const { readFragment, SignIn } = await import('/model/signin.js');
const { claimsOf } = await import('/net/token.js');
const { Store } = await import('/model/store.js');

const KIM = { id: 'k', nick: 'Kim' };
const LEE = { id: 'l', nick: 'Lee' };
const joined = (more) => ({ epoch: 1, head: 0, first: 1, complete: true, members: [], count: 0, ...more });
const message = (seq, text = `m${seq}`) => ({ type: 'message', seq, id: `m${seq}`, from: KIM, text, at: 1000 * seq });
const of = (seq) => ({ from: 'k', id: `m${seq}` });
const edit = (seq, target, text) => ({ type: 'edit', seq, id: `e${seq}`, from: KIM, of: of(target), text, at: 1000 * seq });
const remove = (seq, target, from = KIM) => ({ type: 'delete', seq, id: `d${seq}`, from, of: of(target), at: 1000 * seq });

function entered(more) {
  const room = new Room('r');
  room.enter(joined(more));
  return room;
}

const hear = (room, ...frames) =>
  frames.forEach((frame) => (frame.of ? room.amend(frame) : room.take(frame, {})));
const look = ({ text, edited, deleted }) => (deleted ? 'deleted' : edited ? `${text} (${edited})` : text);
const looks = (room) => room.pages.shown.messages.map(look);
const notices = (room) => room.timeline.notices.map(({ kind }) => kind);

return {
  'an edit takes a number and no place, and changes the message it names': () => {
    const room = entered();
    hear(room, message(1), message(2), edit(3, 1, 'better'), message(4));
    equal([looks(room), notices(room)], [['better (3000)', 'm2', 'm4'], []]);
    equal(room.place, { epoch: 1, after: 4 });
  },
  'a delete leaves nothing of the text, whoever deleted it, and nothing brings it back': () => {
    const room = entered();
    hear(room, message(1), remove(2, 1, LEE), edit(3, 1, 'again'));
    equal([looks(room), room.find('k/m1').text], [['deleted'], undefined]);
  },
  'the edit with the highest number holds, in whatever order they come, and how often': () => {
    const room = entered();
    hear(room, message(1), edit(2, 1, 'second'), edit(3, 1, 'third'), edit(2, 1, 'second'), edit(3, 1, 'third'));
    equal([looks(room), room.place.after], [['third (3000)'], 3]);
  },
  'an edit whose text was replaced says nothing': () => {
    const room = entered();
    hear(room, message(1), edit(2, 1, undefined), edit(3, 1, 'third'), edit(4, 1, undefined));
    equal([looks(room), room.place.after], [['third (3000)'], 4]);
  },
  'each change is told once, and only if it is one': () => {
    const room = entered();
    const told = [];
    room.on('changed', ({ type, seq }) => told.push(`${type} ${seq}`));
    hear(room, message(1), edit(2, 1, 'b'), edit(2, 1, 'b'), edit(3, 1, undefined), remove(4, 1), remove(4, 1));
    equal(told, ['edit 2', 'delete 4']);
  },
  'a change that comes before its message is there when that comes': () => {
    const room = entered({ head: 303, first: 301 });
    hear(room, message(301), edit(302, 7, 'better'), remove(303, 8));
    room.wanted();
    room.history({ messages: [message(7), message(8), message(9)], more: false });
    equal(looks(room), ['better (302000)', 'deleted', 'm9', 'm301']);
  },
  'pages of history have changes among the messages, and numbers that are none of a message': () => {
    const room = entered({ head: 9, first: 9 });
    hear(room, message(9));
    room.wanted();
    room.history({ messages: [message(5), edit(6, 5, 'five'), remove(7, 3), edit(8, 9, 'nine')], more: true, next: { epoch: 1, before: 5 } });
    equal(looks(room), ['five (6000)', 'nine (8000)']);
    equal(room.wanted().before, 5);
    room.history({ messages: [message(3), message(4)], more: false });
    equal(looks(room), ['deleted', 'm4', 'five (6000)', 'nine (8000)']);
  },
  'a message may arrive changed already, and is not changed back by what is older': () => {
    const room = entered({ head: 3, first: 3 });
    hear(room, edit(3, 1, 'older'));
    hear(room, { ...message(4), id: 'm1', edited: 5000, text: 'newest' });
    hear(room, { ...message(5), id: 'm2', text: undefined, deleted: true });
    equal(looks(room), ['newest (5000)', 'deleted']);
  },
  'a piece of history apart shows changes, too, and grows past pages of nothing else': () => {
    const room = entered({ head: 5000, first: 5000 });
    hear(room, message(5000));
    room.goTo(message(1000));
    room.wanted('next');
    room.history({ messages: [message(999), message(1000), edit(1001, 1000, 'here')], more: true, next: { epoch: 1, before: 999 } });
    equal(looks(room), ['m999', 'here (1001000)']);
    hear(room, remove(5001, 999));
    equal(looks(room), ['deleted', 'here (1001000)']);
    equal(room.wanted('newer').before, 1202);
    room.history({ messages: Array.from({ length: 200 }, (_, i) => edit(1002 + i, 1000, 'x')), more: true, next: { epoch: 1, before: 1002 } });
    equal(looks(room), ['deleted', 'x (1201000)']);
    equal(room.wanted('newer').before, 1402);
  },
  'a new numbering brings changes again, and they are the same': () => {
    const room = entered();
    hear(room, message(1), message(2), edit(3, 1, 'b'), remove(4, 2));
    const told = [];
    room.on('changed', ({ seq }) => told.push(seq));
    room.reset({ epoch: 2, head: 5, first: 1 });
    hear(room, message(1, 'b'), { ...message(2), deleted: true, text: undefined });
    hear(room, { ...edit(3, 1, 'b') }, { ...remove(4, 2) }, { ...edit(5, 1, 'c'), id: 'e9' });
    equal([looks(room), told], [['c (5000)', 'deleted'], [5]]);
  },
  'changes are never unread, and hold up no reading': () => {
    const room = entered();
    room.take(message(1), { watched: true });
    hear(room, edit(2, 1, 'b'));
    room.take(message(3), { watched: true });
    equal([room.reading.read, room.reading.unread, room.reading.divider], [3, 0, null]);
    hear(room, message(4), edit(5, 4, 'd'), remove(6, 1));
    equal(room.reading.unread, 1);
    room.seen();
    equal([room.reading.read, room.reading.unread], [6, 0]);
    hear(room, { ...message(7), deleted: true, text: undefined });
    equal(room.reading.unread, 0); // nothing is left to read
  },
  'an answer shows what it answers, as that is now, or that it is not here': () => {
    const room = entered();
    hear(room, message(1), { ...message(2), re: of(1) }, { ...message(3), re: of(99) });
    const quotes = () => {
      const { messages } = room.timeline;
      const find = (key) => room.find(key);
      return rowsOf({ messages, notices: [], divider: null, pending: [], language: 'en', find })
        .filter(({ kind }) => kind === 'message')
        .map(({ quote, look: drawn, grouped }) => ({ said: quote?.message && look(quote.message), drawn, grouped }));
    };
    const before = quotes();
    equal(before.map(({ said, grouped }) => [said, Boolean(grouped)]), [[undefined, false], ['m1', false], [null, false]]);
    hear(room, remove(4, 1));
    const after = quotes();
    equal([after[1].said, after[1].drawn !== before[1].drawn, after[2].drawn === before[2].drawn], ['deleted', true, true]);
  },
  'a change on its way shows where its message is, and not behind the others': () => {
    const room = entered();
    hear(room, message(1));
    const item = { id: 'x', type: 'edit', of: of(1), text: 'new', state: 'sending' };
    const { messages } = room.timeline;
    const rows = rowsOf({ messages, notices: [], divider: null, pending: [item], language: 'en' });
    equal(rows.map(({ kind, change }) => `${kind} ${change?.id ?? ''}`), ['day ', 'message x']);
  },
  'what the house says stands where it was said, and is not kept': () => {
    const room = entered();
    hear(room, message(1));
    room.tell({ text: 'closing at six', at: 1 });
    room.tell({ text: 'really', by: LEE, at: 2 });
    hear(room, message(2));
    const rows = rowsOf({ ...room.timeline, messages: room.timeline.messages, notices: room.timeline.notices, divider: null, pending: [], language: 'en' });
    equal(rows.map(({ kind, text, message: it }) => text ?? it?.text ?? kind), ['day', 'm1', 'closing at six', 'really', 'm2']);
    room.reset({ epoch: 2, head: 0, first: 1 });
    equal(notices(room), ['reset']);
  },
  'the first pattern that fits a room decides what one may there': () => {
    const allowed = new Allowed([
      { rooms: 'staff-*', may: ['see', 'read'] },
      { rooms: '*-open-*', may: ['moderate'] },
      { rooms: 'a.b', may: ['say'] },
    ]);
    const may = (room, deed) => allowed.may(room, deed);
    equal([may('staff-1', 'read'), may('staff-1', 'say'), may('my-staff-1', 'read')], [true, false, false]);
    equal([may('x-open-y', 'moderate'), may('staff-open-1', 'moderate'), may('x-open', 'moderate')], [true, false, false]);
    equal([may('a.b', 'say'), may('axb', 'say')], [true, false]);
    equal(['say', 'edit', 'search', 'moderate'].map((deed) => new Allowed().may('any', deed)), [true, true, true, false]);
    equal([new Allowed([{ rooms: 'ab*ba', may: ['see'] }]).may('aba', 'see'), new Allowed([]).may('a', 'see')], [false, false]);
  },
  'a token is taken out of the fragment, wherever it stands there': () => {
    equal(readFragment('#token=a.b.c'), { room: '', token: 'a.b.c' });
    equal(readFragment('#lobby&token=a.b.c'), { room: 'lobby', token: 'a.b.c' });
    equal(readFragment('#token=a.b.c&%EC%A0%95%EC%9B%90'), { room: '%EC%A0%95%EC%9B%90', token: 'a.b.c' });
    equal(readFragment('#lobby'), { room: 'lobby', token: '' });
    equal(readFragment(''), { room: '', token: '' });
  },
  'what a token says of somebody is read, if it can be': () => {
    const tokenOf = (claims) => {
      const bytes = new TextEncoder().encode(JSON.stringify(claims));
      const text = btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
      return `x.${text}.y`;
    };
    equal(claimsOf(tokenOf({ sub: 'k1', name: '김철수?>' })), { id: 'k1', nick: '김철수?>' });
    equal([claimsOf(tokenOf({ sub: 'k1' })).nick, claimsOf(tokenOf({ sub: 7 })).id], ['k1', '']);
    equal(['x.y', 'opaque', 'a.bnVsbA.c', ''].map((token) => claimsOf(token).id), ['', '', '', '']);
  },
  'only a site that may embed the page says who one is': async () => {
    const asked = [];
    const signIn = new SignIn({
      store: new Store(() => new FakeStorage()),
      ask: () => asked.push(1),
      origins: async () => ['https://site.example'],
    });
    const given = [];
    signIn.on('token', () => given.push(signIn.token));
    const say = (origin, data) => signIn.heard({ origin, data });
    await say('https://evil.example', { type: 'chat-token', token: 'theirs' });
    await say('https://site.example', { type: 'other', token: 'x' });
    await say('https://site.example', { type: 'chat-token', token: { toString: () => 'x' } });
    await say('https://site.example', null);
    equal([given, signIn.isSignedIn, signIn.use(), signIn.isUsed], [[], false, null, false]);
    await say('https://site.example', { type: 'chat-token', token: 'ours' });
    equal([given, signIn.isSignedIn, signIn.use(), signIn.isUsed], [['ours'], true, 'ours', true]);
    signIn.refused();
    equal([signIn.token, signIn.isLost, signIn.canAsk], [null, true, true]);
  },
  'that somebody was signed in is known after a reload, the token is not': () => {
    const storage = new FakeStorage();
    equal(new SignIn({ token: 'secret', store: new Store(() => storage) }).isLost, false);
    const later = new SignIn({ store: new Store(() => storage) });
    equal([later.isLost, later.use(), JSON.stringify({ ...storage }).includes('secret')], [true, null, false]);
    later.forget();
    equal(new SignIn({ store: new Store(() => storage) }).isSignedIn, false);
  },
};
