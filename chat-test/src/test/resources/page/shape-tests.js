/** All modules, from app.js on: path to the paths it imports and its text. */
async function modules(path = '/app.js', found = new Map()) {
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

const all = await modules();
const ours = [...all].filter(([path]) => !path.startsWith('/lib/'));
const of = (folder) => [...all].filter(([path]) => path.startsWith(`/${folder}/`));

function importsOnly(folder, ...allowed) {
  const others = of(folder).flatMap(([path, { imports }]) =>
    imports.filter((each) => !allowed.includes(each.split('/')[1])).map((each) => `${path} ${each}`),
  );
  equal(others, []);
}

return {
  'net, model and words know no page': () => {
    const guilty = ['net', 'model', 'words']
      .flatMap(of)
      .filter(([, { text }]) => /\b(document|window|localStorage|location)\./.test(text))
      .map(([path]) => path);
    equal(guilty, []);
  },
  'imports go one way': () => {
    importsOnly('net', 'net');
    importsOnly('words', 'words');
    importsOnly('model', 'model', 'net', 'lib');
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
    const page = await (await fetch('/')).text();
    const early = [...page.matchAll(/modulepreload" href="([^"]+)"/g)].map(([, path]) => `/${path}`);
    equal(early.sort(), [...all.keys()].filter((path) => path !== '/app.js').sort());
  },
};
