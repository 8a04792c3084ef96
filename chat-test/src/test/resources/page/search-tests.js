const { Search } = await import('/model/search.js');
const { excerpt, splitByFinds } = await import('/model/marking.js');

function setUp() {
  const line = { open: true, sent: [] };
  const search = new Search({ send: (frame) => line.open && Boolean(line.sent.push(frame)) });
  const last = () => line.sent.at(-1);
  const answer = (messages, next = null) =>
    search.found({ room: last().room, text: last().text, messages, more: next !== null, ...(next && { next }) });
  return { line, search, last, answer };
}

const found = (...seqs) => seqs.map((seq) => ({ room: 'r', epoch: 1, seq, id: `${seq}`, from: { id: 'k', nick: 'Kim' }, text: `m${seq}`, at: seq }));
const place = { room: 'r', epoch: 1, seq: 7 };
const marked = (text, wanted) => splitByFinds(text, wanted).map((piece, i) => (i % 2 ? `[${piece}]` : piece)).join('');

return {
  'a search goes on page by page, and what comes is put behind': () => {
    const { search, last, answer } = setUp();
    search.start('  basil ', 'r');
    equal([search.state, last()], ['searching', { type: 'search', text: 'basil', limit: 50, room: 'r' }]);
    answer(found(9, 7), place);
    equal([search.state, search.more, search.messages.length], ['done', true, 2]);
    search.again();
    equal(last().before, place);
    answer(found(3));
    equal([search.more, search.messages.map(({ seq }) => seq)], [false, [9, 7, 3]]);
  },
  'without a room all are searched': () => {
    const { search, last } = setUp();
    search.start('basil', null);
    equal(last(), { type: 'search', text: 'basil', limit: 50 });
  },
  'blanks are not searched for, and nothing too long': () => {
    const { search, line, last } = setUp();
    search.start('   ', 'r');
    equal([search.state, line.sent.length], ['idle', 0]);
    search.start('👍'.repeat(300), 'r');
    equal([...last().text].length, 200);
  },
  'the same asked twice is asked once, something else takes its place': () => {
    const { search, line } = setUp();
    search.start('a', 'r');
    search.start('a', 'r');
    equal(line.sent.length, 1);
    search.start('b', 'r');
    search.found({ room: 'r', text: 'a', messages: found(1), more: false });
    equal([search.state, search.messages], ['searching', []]);
    search.found({ room: 'r', text: 'b', messages: found(2), more: false });
    equal([search.state, search.messages.length], ['done', 1]);
  },
  'a busy server is asked again by hand, for the same page': () => {
    const { search, answer, last } = setUp();
    search.start('a', null);
    answer(found(9), place);
    search.again();
    search.refused({ code: 'busy', room: 'elsewhere' });
    equal(search.state, 'searching');
    search.refused({ code: 'busy' });
    equal([search.state, search.messages.length], ['busy', 1]);
    search.again();
    equal([search.state, last().before], ['searching', place]);
  },
  'without a connection there is nothing to wait for': () => {
    const { search, line } = setUp();
    search.start('a', 'r');
    search.away();
    equal(search.state, 'away');
    line.open = false;
    search.again();
    equal(search.state, 'away');
  },
  'what was looked for is marked, case and composition aside': () => {
    equal(marked('Tomatoes and TOMATOES', 'tomato'), '[Tomato]es and [TOMATO]ES');
    equal(marked('토마토가 익었다', '마토'), '토[마토]가 익었다');
    equal(marked('cafe\u0301 CAFÉ', 'café'), '[cafe\u0301] [CAFÉ]');
    equal(marked('한글'.normalize('NFD'), '한'), `[${'한'.normalize('NFD')}]${'글'.normalize('NFD')}`);
    equal(marked('ＡＢＣ ﬁn', 'abc fi'), '[ＡＢＣ ﬁ]n');
    equal(marked('ΟΔΟΣ', 'οδος'), '[ΟΔΟΣ]');
    equal(marked('ㅎㅏ하', '하'), '[ㅎㅏ][하]');
    equal(marked('aaa', 'aa'), '[aa]a');
  },
  'signs are signs, and what is not there is not marked': () => {
    equal(marked('100% (sure) a_b', '% (s'), '100[% (s]ure) a_b');
    equal(marked('a_b axb', 'a_b'), '[a_b] axb');
    equal(marked('nothing', '.*'), 'nothing');
    equal(marked('nothing', ''), 'nothing');
    equal(marked('👩‍👩‍👧 family', '👩‍👩‍👧'), '[👩‍👩‍👧] family');
  },
  'of a long text what stands around is shown': () => {
    const pieces = excerpt(`${'x'.repeat(500)}basil${'y'.repeat(500)}`, 'basil');
    equal([pieces[0], pieces[1], pieces[2].length < 200, pieces[2].endsWith('…')], [`…${'x'.repeat(40)}`, 'basil', true, true]);
    equal(excerpt('short basil', 'basil'), ['short ', 'basil', '']);
  },
  'a long text costs no time': () => {
    const start = performance.now();
    excerpt('ㅎㅏㅋ'.repeat(100_000), 'ㅎㅏ');
    equal(performance.now() - start < 10_000, true); // were it the square, it would be minutes
  },
};
