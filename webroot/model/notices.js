/**
 * What is to be said between the messages of a room: {kind: 'gap' | 'reset', after}, behind the
 * message of that number; a gap ends where the one numbered `before` stands.
 */
export class Notices {
  list = [];

  /** Of two behind the same number the later holds. */
  add(kind, after, before) {
    this.list = [...this.list.filter((each) => each.after !== after), { kind, after, before }];
  }

  gap(after) {
    return this.#gaps.find((each) => each.after === after);
  }

  remove(notice) {
    this.list = this.list.filter((each) => each !== notice);
  }

  /** Only those whose place is among these numbers stay. */
  keep(from, to) {
    this.list = this.list.filter(({ after }) => after >= from && after <= to);
  }

  /** The gaps that begin to be filled from above by what goes from number to number. */
  reached(from, upTo) {
    return this.#gaps.filter(({ before }) => from < before && upTo + 1 >= before);
  }

  /** Whether a number is within a gap, not at its end. */
  isWithin(seq) {
    return this.#gaps.some(({ after, before }) => seq > after && seq + 1 < before);
  }

  get #gaps() {
    return this.list.filter(({ kind }) => kind === 'gap');
  }
}
