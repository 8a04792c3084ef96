const { parse, parseLine } = await import('/model/markup.js');
const { understand, actionOf } = await import('/model/commands.js');
const { mentions, splitByMention } = await import('/model/mentions.js');
const { matching, twinOf } = await import('/model/finding.js');
const { complete, completions } = await import('/model/completion.js');
const { nickname, roomName, typedRoomName, randomId } = await import('/model/names.js');
const { hasVisible } = await import('/model/visible.js');
const { colourOf } = await import('/model/people.js');
const { default: en } = await import('/words/en.js');
const { default: ko } = await import('/words/ko.js');

/** The parts as a line to read: `link<...>`; what stands in a paragraph of its own as it is. */
const shape = (text) => parse(text).map(draw).join('');

function draw({ kind, text, parts, items }) {
  const inside = text ?? (parts ?? items?.flat() ?? []).map(draw).join('');
  return kind === 'text' || kind === 'paragraph' ? inside : `${kind}<${inside}>`;
}

const links = (text) => [...JSON.stringify(parse(text)).matchAll(/"href":"([^"]+)"/g)].map(([, it]) => it);

return {
  'links, code, strong and emphasis are told apart': () => {
    equal(shape('a **b** *c* _d_ ~~e~~ `f*g*`'), 'a strong<b> emphasis<c> emphasis<d> deleted<e> code<f*g*>');
    equal(shape('**bold with *both* inside**'), 'strong<bold with emphasis<both> inside>');
  },
  'blocks of code, lists and quotes are, too': () => {
    equal(shape('see\n```js\nlet a = *b*;\n\n  <c>\n```\nthere'), 'seeblock<let a = *b*;\n\n  <c>>there');
    equal(shape('to buy\n- milk\n- **two** loaves'), 'to buylist<milkstrong<two> loaves>');
    equal(shape('> so it is\n\nindeed'), 'quote<so it is>gap<>indeed');
  },
  'what is to be done has a box': () => {
    equal(shape('- [ ] water\n- [x] **weed**'), 'list<todo<>waterdone<>strong<weed>>');
    equal(shape('[ ] alone'), '[ ] alone');
  },
  'lines stay as they were broken': () => {
    equal(shape('one\n  two\nthree'), 'one\n  two\nthree');
  },
  'what only looks like markup stays as it was written': () => {
    for (const text of [
      ...['2 * 3 * 4', 'snake_case_name', '** no **', '`', '# 1', '#room', 'a\n===', '---', '>_<'],
      ...['10~20, 30~40', '안녕~ 반가워~', '2026. 11. 21.', '1. a\n2. b', '    far in', '| a |\n|---|'],
      ...['2*3*4=24', 'x**2**3', 'a*b c*d', '*1*2'],
      ...['[a]: b', '[a][b]', '![a](b.png)', '&amp;'],
    ]) {
      equal(shape(text), text);
    }
  },
  'emphasis goes with Korean particles and brackets': () => {
    equal(shape('**굵게**는 *기울임*이다'), 'strong<굵게>는 emphasis<기울임>이다');
    equal(shape('**"인용"**은 **(괄호)**도, 말**「낫표」** 뒤'), 'strong<"인용">은 strong<(괄호)>도, 말strong<「낫표」> 뒤');
  },
  'only addresses of the web and of mail are links': () => {
    equal(links('https://a.example/x?y=1#z and [name](http://b.example) www.c.example'), [
      ...['https://a.example/x?y=1#z', 'http://b.example', 'http://www.c.example'],
    ]);
    equal(links('kim@example.org'), ['mailto:kim@example.org']);
    for (const bad of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.b', 'http://', 'JavaScript://%0aalert(1)']) {
      for (const text of [bad, `<${bad}>`, `[click](${bad})`, `[click](<${bad}>)`, `[click][x]\n\n[x]: ${bad}`]) {
        equal([links(text), shape(text).replace(/gap<>/g, '\n\n')], [[], text]);
      }
    }
  },
  'punctuation behind a link is not a part of it': () => {
    equal(shape('(https://a.example/b).'), '(link<https://a.example/b>).');
    equal(shape('https://a.example/b_(c), d'), 'link<https://a.example/b_(c)>, d');
  },
  'a particle behind a link is not a part of it': () => {
    equal(shape('https://example.com/에서 확인'), 'link<https://example.com/>에서 확인');
    equal(links('https://example.com/a?b=c를, (https://example.com/(참고)) www.example.com에서'), [
      ...['https://example.com/a?b=c', 'https://example.com/', 'http://www.example.com'],
    ]);
    equal(links('https://example.com/日本 [문서](https://example.com/문서)'), [
      ...['https://example.com/', 'https://example.com/문서'],
    ]);
  },
  'pictures are not fetched': () => {
    equal(shape('![a](https://a.example/b.png)'), '![a](https://a.example/b.png)');
  },
  'markup of any kind is text': () => {
    const text = '<img src=x onerror=alert(1)><script>alert(2)</script>&lt;';
    equal(parse(text), [{ kind: 'paragraph', parts: [{ kind: 'text', text }] }]);
    equal(shape('<script>\nalert(1)\n</script>'), '<script>\nalert(1)\n</script>');
  },
  'hostile texts cost no time': () => {
    const start = performance.now();
    for (const piece of ['*', '_', '`', '**a', '*a ', '_a ', '```', 'http://', '](', '*_', '>', '> ', '- ', '[', '![', '~~a', '**"가']) {
      parse(piece.repeat(Math.floor(4000 / piece.length)));
    }
    equal(performance.now() - start < 10_000, true); // minutes, were it more than the square
  },
  'texts within texts within texts end somewhere': () => {
    const depth = (parts) => 1 + Math.max(0, ...parts.map(({ parts: inner, items }) => depth(inner ?? items?.flat() ?? [])));
    equal(depth(parse('> '.repeat(1900) + 'a')) < 10, true);
  },
  'what somebody does stays within the line': () => {
    equal(parseLine('- **waves**').map(draw).join(''), '- strong<waves>');
  },
  'commands are understood, and two slashes say one': () => {
    equal(understand('/join 정원'), { name: 'join', rest: '정원' });
    equal(understand('/HELP'), { name: 'help', rest: '' });
    equal(understand('//join is a command'), { say: '/join is a command' });
    equal(understand('/me waves'), { say: '/me waves' });
    equal(understand('either/or'), { say: 'either/or' });
    equal(actionOf('/me waves'), 'waves');
    equal(actionOf('/mean'), null);
  },
  'emoji have names, except in code': () => {
    equal(understand(':wave: `:wave:` :nobody:'), { say: '👋 `:wave:` :nobody:' });
  },
  'a mention is a whole name': () => {
    equal(mentions('hello @kim!', 'Kim'), true);
    equal(mentions('@김철수님 안녕하세요', '김철수'), true);
    equal(mentions('a@kim @kimberly kim', 'Kim'), false);
    equal(mentions('@a.b+c', 'a.b+c'), true);
    equal(mentions(undefined, 'Kim'), false);
  },
  'names follow the rules of the server': () => {
    equal(roomName(' #정원.2-a_b '), '정원.2-a_b');
    equal(['', 'a b', 'a/b', 'x'.repeat(65), '\u0301'].map(roomName), [null, null, null, null, null]);
    equal(nickname('  Ana María '), 'Ana María');
    equal(nickname('हिन्दी 👍 김'), 'हिन्दी 👍 김');
    equal(['', '   ', 'a\u202eb', 'x'.repeat(33), '\u0301'].map(nickname), [null, null, null, null, null]);
  },
  'what nobody sees is in no name': () => {
    const unseen = [
      ...[0x3164, 0x115f, 0x1160, 0xffa0, 0x2800, 0x34f, 0xfe0f, 0x200d, 0x200c, 0x180b, 0x17b4, 0x13441],
      ...[0xe0100, 0x1d159, 0xa0, 0x2007, 0x202f, 0x3000, 0x200b, 0x202e, 0x2066, 0xad, 0xe0041, 0xfeff],
      ...[0, 0x85, 0x2028, 0x378, 0xd800],
    ].map((code) => String.fromCodePoint(code));
    const refused = (name) => nickname(name) === null && roomName(name) === null;
    const blank = (char) => /\s/.test(char); // at the ends it is cut off
    equal(unseen.filter((char) => !refused(char)), []);
    equal(unseen.filter((char) => !refused(`ann${char}`) && !blank(char)), []);
    equal(unseen.filter((char) => !refused(`an${char}n`)), []);
  },
  'a message shows something': () => {
    equal(['a', '가', '7', '?', '👍', '\u0301a'].filter((text) => !hasVisible(text)), []);
    equal(['', ' \n\t', '\u200b', '\u3164', '\u2800\u00a0', '\u0301'].filter(hasVisible), []);
  },
  'words typed for a room are joined by hyphens': () => {
    equal(typedRoomName(' 프로젝트  회의 '), '프로젝트-회의');
    equal([typedRoomName('#a b'), typedRoomName('a / b'), typedRoomName(' ')], ['a-b', null, null]);
  },
  'rooms are found by a part of the name, however it is written': () => {
    const names = ['정원-360', 'General', 'garden_party', 'lobby'];
    equal(matching(names, '정원 3'), ['정원-360']);
    equal(matching(names, '#GARDENP'), ['garden_party']);
    equal(matching(names, ''), names);
    equal(matching(names, 'x'), []);
  },
  'a room that is only spelt differently is another one, and known as such': () => {
    const names = ['General', 'lobby'];
    equal(['general', 'General', 'lobbies', null].map((name) => twinOf(name, names)), ['General', null, null, null]);
    equal(twinOf('ｌobby', names), 'lobby');
  },
  'a nickname is completed behind an @': () => {
    const people = ['Kim', 'Kira Lee', 'Lee', 'kilo'].map((nick) => ({ id: nick, nick }));
    const me = { id: 'kilo' };
    equal(completions('hi @ki', 6, people, me), { start: 3, nicks: ['Kim', 'Kira Lee'] });
    equal(completions('@', 1, people, me).nicks.length, 3);
    equal(completions('@kim there', 4, people, me).nicks, ['Kim']);
    equal(['hi ki', 'mail@ki', 'x @nobody', '@ki m'].map((it) => completions(it, it.length, people, me)), [null, null, null, null]);
    equal(complete('hi @ki there', 6, 3, 'Kim'), { text: 'hi @Kim there', caret: 8 });
  },
  'a text is taken apart where it calls somebody': () => {
    equal(splitByMention('hey @Kim, @kimberly', 'Kim'), ['hey ', '@Kim', ', @kimberly']);
    equal(splitByMention('hey', ''), ['hey']);
  },
  'ids are long and never the same': () => {
    equal(new Set(Array.from({ length: 1000 }, () => randomId())).size, 1000);
    equal(randomId().length, 24);
  },
  'a person keeps one colour': () => {
    equal(colourOf('abc'), colourOf('abc'));
    equal(new Set(Array.from({ length: 200 }, (_, i) => colourOf(`id${i}`))).size, 12);
  },
  'everything is said in both languages': () => {
    equal(Object.keys(ko).sort(), Object.keys(en).sort());
  },
};
