/** Names of rooms, as somebody looks for them. */

const fold = (name) => name.normalize('NFKC').toLowerCase();

/** Without what one is written with and another is not. */
const bare = (name) => fold(name).replace(/[-_.#\s]/g, '');

/** Those that have what was typed in them. */
export function matching(names, typed) {
  return names.filter((name) => bare(name).includes(bare(typed)));
}

/** The one that is spelt differently, in capital letters for instance, and so is another; or null. */
export function twinOf(name, names) {
  if (name === null || names.includes(name)) {
    return null;
  }
  return names.find((each) => fold(each) === fold(name)) ?? null;
}
