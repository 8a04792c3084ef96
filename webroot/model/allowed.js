const OPEN = [{ rooms: '*', may: ['see', 'read', 'say', 'edit', 'search'] }];

/**
 * What one may do, by what the welcome says: a list of patterns of rooms with what may be done there,
 * of which the first that fits decides. A `*` stands for any characters.
 */
export class Allowed {
  #grants;
  #known = new Map();

  constructor(grants = OPEN) {
    this.#grants = grants;
  }

  /** `see`, `read`, `say`, `edit` (one's own), `search` or `moderate`. */
  may(room, deed) {
    if (!this.#known.has(room)) {
      this.#known.set(room, this.#grants.find(({ rooms }) => fits(rooms, room))?.may ?? []);
    }
    return this.#known.get(room).includes(deed);
  }
}

/** Not a regular expression: many stars would take one for ever. */
function fits(pattern, name) {
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0 || !name.startsWith(first)) {
    return pattern === name;
  }
  const last = rest.pop();
  let from = first.length;
  for (const part of rest) {
    const at = name.indexOf(part, from);
    if (at < 0) {
      return false;
    }
    from = at + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
