import { Lexer, Marked, Tokenizer } from '../lib/marked/marked.esm.js';

/**
 * What people write, taken apart by marked's lexer: links, code, strong, emphasis, lists, quotes.
 *
 * Of its tokens only those below become parts, plain values of which the view makes elements; all
 * others, raw HTML and images among them, are shown as they were written. No HTML is ever made, so
 * there is none to sanitise.
 *
 * Left out of Markdown is what people in a chat write without meaning it: headings and rules, `10~20`
 * struck through, `2*3*4` as emphasis, `>_<` as a quote, and numbered lists, which look the same as
 * they were typed and would take the date `2026. 11. 21.` apart.
 */
const asWritten = () => undefined;
const only = (pattern) => (text) => (pattern.test(text) ? false : undefined); // false: as usual
const CJK = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const WORD = /[\p{L}\p{N}]/u;
const STARRED = /^(\*\*?)(?=[^\s*])([^*\n]*[^\s*])\1(?!\*)/;
const BEHIND_LINK = /[?!.,:;*_~('"[{<]+$/;
const DEEPEST = 6;
const MOST_MARKS = 300; // to pair them takes time by their square

const marked = new Marked({
  gfm: true,
  breaks: true,
  tokenizer: {
    heading: asWritten,
    lheading: asWritten,
    hr: asWritten,
    table: asWritten,
    html: asWritten,
    tag: asWritten,
    code: asWritten,
    def: asWritten,
    reflink: asWritten,
    list: only(/^ {0,3}[-*+] /),
    blockquote: only(/^ {0,3}> /),
    del: only(/^~~/),
    emStrong: emphasis,
    url: beforeParticles,
  },
});

/**
 * Markdown wants a space or a stop behind `**"this"**`, where Korean puts a particle, and none around
 * `2*3*4`, where all others mean a star.
 */
function emphasis(text, masked, before) {
  const [raw, stars, inner] = STARRED.exec(text) ?? [];
  if (raw && (CJK.test(before) || CJK.test(text.charAt(raw.length)))) {
    const type = stars === '*' ? 'em' : 'strong';
    return { type, raw, text: inner, tokens: this.lexer.inlineTokens(inner) };
  }
  const token = Tokenizer.prototype.emStrong.call(this, text, masked, before);
  return token && touchesWord(before, text.charAt(token.raw.length)) ? undefined : token;
}

const touchesWord = (...chars) => chars.some((char) => WORD.test(char) && !CJK.test(char));

/** An address ends where Korean, Chinese or Japanese goes on without a space. */
function beforeParticles(text) {
  const token = Tokenizer.prototype.url.call(this, text);
  const at = token?.raw.search(CJK) ?? -1;
  if (at < 0) {
    return token;
  }
  const raw = token.raw.slice(0, at).replace(BEHIND_LINK, '');
  const href = token.href.slice(0, token.href.length - (token.raw.length - raw.length));
  return { ...token, raw, text: raw, href, tokens: [{ type: 'text', raw, text: raw }] };
}

export function parse(text) {
  return parts(text, () => marked.lexer(text));
}

/** Without lists, quotes and code blocks: for a text within a line. */
export function parseLine(text) {
  return parts(text, () => Lexer.lexInline(text, marked.defaults));
}

function parts(text, lex) {
  const plain = [{ kind: 'text', text }];
  if (text.split(/[*_]/).length > MOST_MARKS) {
    return plain;
  }
  try {
    return partsOf(lex(), 0);
  } catch {
    return plain; // nested beyond what the stack holds
  }
}

const partsOf = (tokens, depth) => tokens.map((token) => partOf(token, depth));

function partOf(token, depth) {
  const make = depth < DEEPEST && Object.hasOwn(PARTS, token.type) && PARTS[token.type];
  return (make && make(token, depth + 1)) || { kind: 'text', text: token.raw };
}

const PARTS = {
  paragraph: ({ tokens }, depth) => ({ kind: 'paragraph', parts: partsOf(tokens, depth) }),
  text: ({ tokens, text }, depth) =>
    tokens ? { kind: 'paragraph', parts: partsOf(tokens, depth) } : { kind: 'text', text },
  escape: ({ text }) => ({ kind: 'text', text }),
  space: () => ({ kind: 'gap' }),
  br: () => ({ kind: 'text', text: '\n' }),
  code: ({ text }) => ({ kind: 'block', text }),
  codespan: ({ text }) => ({ kind: 'code', text }),
  checkbox: ({ checked }) => ({ kind: checked ? 'done' : 'todo', text: '' }),
  strong: ({ tokens }, depth) => ({ kind: 'strong', parts: partsOf(tokens, depth) }),
  em: ({ tokens }, depth) => ({ kind: 'emphasis', parts: partsOf(tokens, depth) }),
  del: ({ tokens }, depth) => ({ kind: 'deleted', parts: partsOf(tokens, depth) }),
  blockquote: ({ tokens }, depth) => ({ kind: 'quote', parts: partsOf(tokens, depth) }),
  list: ({ items }, depth) => ({ kind: 'list', items: items.map((it) => partsOf(it.tokens, depth)) }),
  link: ({ href, tokens }, depth) =>
    isSafe(href) ? { kind: 'link', href, parts: partsOf(tokens, depth) } : null,
};

function isSafe(href) {
  return URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}
