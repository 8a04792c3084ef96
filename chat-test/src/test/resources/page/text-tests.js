const { parse } = await import('/model/markup.js');
const { understand, actionOf } = await import('/model/commands.js');
const { mentions } = await import('/model/mentions.js');
const { nickname, roomName, randomId } = await import('/model/names.js');
const { colourOf } = await import('/model/people.js');
const { default: en } = await import('/words/en.js');
const { default: ko } = await import('/words/ko.js');

/** The parts as a line to read: `link<...>`. */
const shape = (text) => parse(text).map(draw).join('');
const draw = ({ kind, text, parts }) =>
  kind === 'text' ? text : `${kind}<${parts ? parts.map(draw).join('') : text}>`;

return {
  'links, code, strong and emphasis are told apart': () => {
    equal(shape('a **b** *c* _d_ `e*f*`'), 'a strong<b> emphasis<c> emphasis<d> code<e*f*>');
    equal(shape('**bold with *both* inside**'), 'strong<bold with emphasis<both> inside>');
    equal(shape('see ```js\nlet a = *b*;\n``` there'), 'see block<let a = *b*;> there');
  },
  'what only looks like markup stays as it was written': () => {
    for (const text of ['2 * 3 * 4', 'snake_case_name', '** no **', 'a*b*c', '`', '한*글*은']) {
      equal(shape(text), text);
    }
  },
  'only http and https are links': () => {
    equal(shape('https://a.example/x?y=1#z'), 'link<https://a.example/x?y=1#z>');
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a', 'http://', 'JavaScript://%0aalert(1)']) {
      equal(parse(text).filter(({ kind }) => kind === 'link'), []);
    }
  },
  'punctuation behind a link is not a part of it': () => {
    equal(shape('(https://a.example/b).'), '(link<https://a.example/b>).');
    equal(shape('https://a.example/b_(c), d'), 'link<https://a.example/b_(c)>, d');
  },
  'markup of any kind is text': () => {
    const text = '<img src=x onerror=alert(1)><script>alert(2)</script>&lt;';
    equal(parse(text), [{ kind: 'text', text }]);
  },
  'hostile texts cost no time': () => {
    const start = performance.now();
    for (const piece of ['*', '_', '`', '**a', '*a ', '_a ', '```', 'http://', '](', '*_']) {
      parse(piece.repeat(Math.floor(4000 / piece.length)));
    }
    equal(performance.now() - start < 500, true);
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
