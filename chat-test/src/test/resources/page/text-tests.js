const { parse, parseLine } = await import('/model/markup.js');
const { understand, actionOf } = await import('/model/commands.js');
const { mentions } = await import('/model/mentions.js');
const { nickname, roomName, randomId } = await import('/model/names.js');
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
  'lines stay as they were broken': () => {
    equal(shape('one\n  two\nthree'), 'one\n  two\nthree');
  },
  'what only looks like markup stays as it was written': () => {
    for (const text of [
      ...['2 * 3 * 4', 'snake_case_name', '** no **', '`', '# 1', '#room', 'a\n===', '---', '>_<'],
      ...['10~20, 30~40', '안녕~ 반가워~', '2026. 11. 21.', '1. a\n2. b', '    far in', '| a |\n|---|'],
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
    equal(performance.now() - start < 1000, true);
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
    equal(['', 'a b', 'a/b', 'x'.repeat(65)].map(roomName), [null, null, null, null]);
    equal(nickname('  Ana María '), 'Ana María');
    equal(['', '   ', 'a\u202eb', 'x'.repeat(33)].map(nickname), [null, null, null, null]);
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
