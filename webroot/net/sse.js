/**
 * The data of server-sent events out of a text that comes in pieces (HTML standard, section 9.2.6).
 * Names, ids and times to wait are not for us: what is to be known stands in the data.
 */
export class EventReader {
  #rest = '';
  #data = null;

  /** The data of the events that this piece ends, an event each. */
  take(piece) {
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/); // behind a last \r there may be a \n yet to come
    this.#rest = lines.pop();
    return lines.map((line) => this.#line(line)).filter((data) => data !== null);
  }

  #line(line) {
    if (line === '') {
      const data = this.#data;
      this.#data = null;
      return data;
    }
    const [, field, value] = /^([^:]*):? ?(.*)$/s.exec(line);
    if (field === 'data') {
      this.#data = this.#data === null ? value : `${this.#data}\n${value}`;
    }
    return null;
  }
}
