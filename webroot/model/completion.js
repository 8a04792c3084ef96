const BEGUN = /(?<![\p{L}\p{N}_])@([^\s@]{0,32})$/u;
const MOST = 5;

/**
 * The nicknames that a `@` begun before the caret may become: {start, nicks}, or null. `people` are
 * those in the room.
 */
export function completions(text, caret, people, me) {
  const [whole, begun] = BEGUN.exec(text.slice(0, caret)) ?? [];
  if (whole === undefined) {
    return null;
  }
  const wanted = begun.toLowerCase();
  const nicks = people
    .filter(({ id, nick }) => id !== me.id && nick.toLowerCase().startsWith(wanted))
    .map(({ nick }) => nick);
  const some = [...new Set(nicks)].slice(0, MOST);
  return some.length ? { start: caret - whole.length, nicks: some } : null;
}

/** The text with that nickname in it, and where the caret goes. */
export function complete(text, caret, start, nick) {
  const called = `@${nick} `;
  const after = text.slice(caret).replace(/^ /, '');
  return { text: text.slice(0, start) + called + after, caret: start + called.length };
}
