/** Names of rooms, as somebody looks for them. */

const fold = (name) => name.normalize('NFKC').toLowerCase();

/** Those that have what was typed in them. */
export function matching(names, typed) {
  const wanted = fold(typed.trim().replace(/^#/, '').replace(/\s+/g, '-'));
  return names.filter((name) => fold(name).includes(wanted));
}

/** The one that is spelt differently, in capital letters for instance, and so is another; or null. */
export function twinOf(name, names) {
  if (name === null || names.includes(name)) {
    return null;
  }
  return names.find((each) => fold(each) === fold(name)) ?? null;
}
