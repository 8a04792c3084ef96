const MOST_TOLD = 50;

/**
 * What is to be said between the messages of a room: {kind: 'gap' | 'reset' | 'told', after}, behind the
 * message of that number; a gap ends where the one numbered `before` stands, and what somebody of the
 * house told has a `text`, and a number of its own.
 */
export class Notices {
  list = [];
  #told = [];
  #count = 0;

  get all() {
    return this.#told.length > 0 ? [...this.list, ...this.#told] : this.list;
  }

  /** Of two behind the same number the later holds. */
  add(kind, after, before) {
    this.list = [...this.list.filter((each) => each.after !== after), { kind, after, before }];
  }

  tell(after, said) {
    const told = { kind: 'told', after, number: ++this.#count, ...said };
    this.#told = [...this.#told, told].slice(-MOST_TOLD);
  }

  gap(after) {
    return this.#gaps.find((each) => each.after === after);
  }

  remove(notice) {
    this.list = this.list.filter((each) => each !== notice);
  }

  /** Only those whose place is among these numbers stay. */
  keep(from, to) {
    const isAmong = ({ after }) => after >= from && after <= to;
    this.list = this.list.filter(isAmong);
    this.#told = this.#told.filter(isAmong);
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
