/**
 * What people write, taken apart: links, `code`, fenced code, **strong** and *emphasis*.
 *
 * The parts are values; the view makes elements of them. As nothing ever becomes markup, there is
 * nothing to sanitise. Links are http and https only.
 */
const FENCE = /```(?:[\w-]*\n)?([\s\S]+?)\n?```/g;
const CODE = /`([^`\n]+)`/u;
const LINK = /(https?:\/\/[^\s<>"'`]+)/u;
const STRONG = /\*\*(?=\S)([^\n]+?\S|\S)\*\*/u;
const STARRED = /(?<![\p{L}\p{N}*])\*(?=\S)([^*\n]*[^*\s])\*(?![\p{L}\p{N}*])/u;
const UNDERLINED = /(?<![\p{L}\p{N}_])_(?=\S)([^_\n]*[^_\s])_(?![\p{L}\p{N}_])/u;
const INLINE = new RegExp(
  [CODE, LINK, STRONG, STARRED, UNDERLINED].map(({ source }) => source).join('|'),
  'gu',
);

export function parse(text) {
  return split(text, FENCE, ([, code]) => [{ kind: 'block', text: code }], inline);
}

function inline(text) {
  return split(text, INLINE, ([whole, code, link, strong, starred, underlined]) => {
    if (code !== undefined) {
      return [{ kind: 'code', text: code }];
    }
    if (link !== undefined) {
      return linked(whole);
    }
    return strong !== undefined
      ? [{ kind: 'strong', parts: inline(strong) }]
      : [{ kind: 'emphasis', parts: inline(starred ?? underlined) }];
  });
}

/** A sentence's full stop or a closing bracket behind a link is not a part of it. */
function linked(whole) {
  let end = whole.length;
  while (end > 0 && isTrailing(whole.slice(0, end))) {
    end--;
  }
  const text = whole.slice(0, end);
  const rest = whole.slice(end);
  const link = URL.canParse(text) ? { kind: 'link', text, href: text } : { kind: 'text', text };
  return rest ? [link, { kind: 'text', text: rest }] : [link];
}

function isTrailing(text) {
  const last = text.at(-1);
  return '.,;:!?*_'.includes(last) || (last === ')' && !text.includes('('));
}

/** `found` makes parts of each match, `between` of the text around them. */
function split(text, pattern, found, between = (rest) => [{ kind: 'text', text: rest }]) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) {
      parts.push(...between(text.slice(end, match.index)));
    }
    parts.push(...found(match));
    end = match.index + match[0].length;
  }
  return end < text.length ? [...parts, ...between(text.slice(end))] : parts;
}
