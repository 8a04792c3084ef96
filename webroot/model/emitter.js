/** Tells whoever asked. A listener's answer is not waited for. */
export class Emitter {
  #listeners = new Map();

  on(event, listener) {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  emit(event, ...details) {
    (this.#listeners.get(event) ?? []).forEach((listener) => listener(...details));
  }
}
