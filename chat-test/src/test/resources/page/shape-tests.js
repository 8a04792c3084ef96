/** All modules, from one on: path to the paths it imports and its text. */
async function modules(path, found = new Map()) {
  if (!found.has(path)) {
    const text = await (await fetch(path)).text();
    const imports = [...text.matchAll(/\bfrom ?['"]([^'"]+)['"]/g)].map(
      ([, name]) => new URL(name, location.origin + path).pathname,
    );
    found.set(path, { text, imports });
    for (const each of imports) {
      await modules(each, found);
    }
  }
  return found;
}

const page = await modules('/app.js');
const client = await modules('/client/chat.js');
const all = new Map([...page, ...client]);
const ours = [...all].filter(([path]) => !path.startsWith('/lib/'));
const of = (folder) => [...all].filter(([path]) => path.startsWith(`/${folder}/`));

function importsOnly(folder, ...allowed) {
  const others = of(folder).flatMap(([path, { imports }]) =>
    imports.filter((each) => !allowed.includes(each.split('/')[1])).map((each) => `${path} ${each}`),
  );
  equal(others, []);
}

/** Without what is only said about it. */
const code = (text) => text.replace(/\/\*[^]*?\*\/|\/\/.*/g, '');

return {
  'net, model, client and words know no page': () => {
    const ofPages = /\b(document|window|localStorage|sessionStorage|navigator|location|history\.|HTML\w*|lib\/lit-html)\b/;
    const guilty = ['net', 'model', 'client', 'words']
      .flatMap(of)
      .filter(([, { text }]) => ofPages.test(code(text)))
      .map(([path]) => path);
    equal(guilty, []);
  },
  'what a program imports is the page without its views': () => {
    const folders = new Set([...client.keys()].map((path) => path.split('/')[1]));
    equal([...folders].sort(), ['client', 'model', 'net']);
    const shared = ['/net/connection.js', '/net/ways.js', '/model/chat.js', '/model/outbox.js', '/client/assembly.js'];
    equal(shared.filter((path) => !page.has(path) || !client.has(path)), []);
    const joiners = [...all].filter(([, { text }]) => /new (Chat|Outbox|Connection|Addresses|Ways)\(/.test(text));
    equal(joiners.map(([path]) => path), ['/client/assembly.js']);
  },
  'what a program is promised is what there is': async () => {
    const types = code(await (await fetch('/client/chat.d.ts')).text());
    const { connect } = await import('/client/chat.js');
    const chat = connect({ url: location.origin, nick: 'bot', WebSocket: class {}, fetch: async () => ({}), transport: 'http' });
    const there = Object.getOwnPropertyNames(Object.getPrototypeOf(chat)).filter((name) => name !== 'constructor');
    chat.close();
    const body = types.match(/interface Chat \{([^]*?)\n\}/)[1];
    const promised = [...body.matchAll(/^  (?:readonly )?(\w+)[(<:]/gm)].map(([, name]) => name);
    equal([...new Set(promised)].sort(), there.sort());
  },
  'imports go one way': () => {
    importsOnly('net', 'net');
    importsOnly('words', 'words');
    importsOnly('model', 'model', 'net', 'lib');
    importsOnly('client', 'client', 'model', 'net');
    importsOnly('view', 'view', 'model', 'words', 'lib');
  },
  'no module makes markup or code of a text': () => {
    const guilty = ours
      .filter(([, { text }]) => /unsafe|innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/.test(text))
      .map(([path]) => path);
    equal(guilty, []);
  },
  'files stay small': () => {
    const large = ours.filter(([, { text }]) => text.split('\n').length > 220).map(([path]) => path);
    equal(large, []);
  },
  'every module is asked for before it is needed': async () => {
    const html = await (await fetch('/')).text();
    const early = [...html.matchAll(/modulepreload" href="([^"]+)"/g)].map(([, path]) => `/${path}`);
    equal(early.sort(), [...page.keys()].filter((path) => path !== '/app.js').sort());
  },
};
