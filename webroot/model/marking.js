/**
 * Where what somebody looked for stands in a text, by the rule of the server: case and composition
 * of letters put aside, and what was typed is one piece, blanks and signs included.
 */
const BEFORE = 40;
const SHOWN = 160;
const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const fold = (text) => text.normalize('NFKC').toLowerCase().replaceAll('ς', 'σ');

/** The text in pieces, those that were looked for at the odd places. */
export function splitByFinds(text, wanted) {
  const { plain, places } = foldedWithPlaces(text);
  const sought = fold(wanted);
  const pieces = [];
  let done = 0;
  for (let at = find(plain, sought, 0); at >= 0; at = find(plain, sought, at + sought.length)) {
    const start = Math.max(done, places[at].from);
    const end = places[at + sought.length - 1].to;
    pieces.push(text.slice(done, start), text.slice(start, end));
    done = end;
  }
  return [...pieces, text.slice(done)];
}

const find = (plain, sought, from) => (sought ? plain.indexOf(sought, from) : -1);

/** Folded letter by letter, as one of several code points may become one, or one several. */
function foldedWithPlaces(text) {
  const whole = fold(text);
  const apart = [...letters.segment(text)].map(({ segment }) => segment);
  const parts = apart.map(fold).join('') === whole ? apart : joined(apart);
  const places = [];
  let from = 0;
  for (const part of parts) {
    const place = { from, to: from + part.length };
    places.push(...Array.from(fold(part), (each) => Array(each.length).fill(place)).flat());
    from = place.to;
  }
  return { plain: parts.map(fold).join(''), places };
}

/** Letters that become one when they are folded together, as ㅎ and ㅏ do. */
function joined(apart) {
  const parts = [];
  for (const letter of apart) {
    const last = parts.at(-1) ?? '';
    if (last && fold(last + letter) !== fold(last) + fold(letter)) {
      parts[parts.length - 1] = last + letter;
    } else {
      parts.push(letter);
    }
  }
  return parts;
}

/** The same of a long text, from a little before the first find. */
export function excerpt(text, wanted) {
  const pieces = splitByFinds(text, wanted);
  const before = [...pieces[0]];
  const cut = before.length > BEFORE ? `…${before.slice(-BEFORE).join('')}` : pieces[0];
  return shortened([cut, ...pieces.slice(1)]);
}

function shortened(pieces) {
  let left = SHOWN;
  return pieces.map((piece) => {
    const all = [...piece];
    const kept = all.slice(0, left);
    const isCut = left > 0 && kept.length < all.length;
    left -= kept.length;
    return isCut ? `${kept.join('')}…` : kept.join('');
  });
}
