// Loaded before each file of module tests: what they say things with.

function equal(actual, expected) {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) {
    throw new Error(`expected ${b}\n but was ${a}`);
  }
}

/** Time that passes when told to. */
class FakeClock {
  #now = 1_000_000;
  #timers = new Set();

  now() {
    return this.#now;
  }

  after(ms, action) {
    const timer = { at: this.#now + ms, action };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  pass(ms) {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at);
      this.#timers.delete(next);
      next.action();
    }
    this.#now = end;
  }

  #next(end) {
    return [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }
}

/** A storage that outlives those who use it. */
class FakeStorage {
  get length() {
    return Object.keys(this).length;
  }

  key(i) {
    return Object.keys(this)[i];
  }

  getItem(key) {
    return Object.hasOwn(this, key) ? this[key] : null;
  }

  setItem(key, value) {
    this[key] = String(value);
  }

  removeItem(key) {
    delete this[key];
  }
}
