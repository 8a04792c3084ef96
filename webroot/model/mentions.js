/** Where a text calls somebody: `@nick`, not as a part of a longer word. */
function calls(nick) {
  const escaped = nick.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])@${escaped}(?![A-Za-z0-9_])`, 'giu');
}

export function mentions(text, nick) {
  return Boolean(text && nick && calls(nick).test(text));
}

/** The text in pieces, those that call somebody at the odd places. */
export function splitByMention(text, nick) {
  return nick ? text.split(new RegExp(`(${calls(nick).source})`, 'giu')) : [text];
}
