/** Who listens to what. One that fails disturbs nobody: its error goes where uncaught ones go. */
export class Listeners {
  #all = new Map();

  on(event, listener) {
    this.off(event, listener);
    this.#all.set(event, [...(this.#all.get(event) ?? []), listener]);
  }

  off(event, listener) {
    this.#all.set(event, (this.#all.get(event) ?? []).filter((each) => each !== listener));
  }

  tell(event, detail) {
    (this.#all.get(event) ?? []).forEach((listener) => {
      try {
        listener(detail);
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    });
  }
}
