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

  /** How many wait for their time. */
  get waiting() {
    return this.#timers.size;
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

/** What promises and streams have to do by themselves is done: so many turns of the event loop. */
async function settled(turns = 20) {
  const { port1, port2 } = new MessageChannel(); // timers are not that soon
  for (let i = 0; i < turns; i++) {
    await new Promise((resolve) => {
      port1.onmessage = resolve;
      port2.postMessage(null);
    });
  }
  port1.close();
}

/** The HTTP side of a node: keeps what is asked and answers what it is told to. */
class FakeServer {
  requests = [];
  streams = [];
  answers = {}; // path without query to what is answered: an object, a status, or a function of the request

  fetch = async (url, { method = 'GET', headers = {}, body, signal } = {}) => {
    const { origin, pathname, searchParams } = new URL(url);
    const request = { method, origin, path: decodeURIComponent(pathname), query: [...searchParams], headers };
    const asked = { ...request, body: body && JSON.parse(body), signal };
    this.requests.push(asked);
    const said = await this.answerOf(pathname, asked);
    return said instanceof Response ? said : this.#answer(said);
  };

  answerOf(path, asked) {
    const answer = this.answers[path] ?? (path === '/api/events' ? () => this.#stream(asked) : 404);
    return typeof answer === 'function' ? answer(asked) : answer;
  }

  /** What was asked of a path, but for streams. */
  of(path) {
    return this.requests.filter((each) => each.path === path);
  }

  #answer(said) {
    return typeof said === 'number' ? new Response('', { status: said }) : Response.json(said);
  }

  #stream(request) {
    const stream = new FakeStream(request);
    this.streams.push(stream);
    return stream.response;
  }
}

/** Server-sent events that a test says. */
class FakeStream {
  isClosed = false;
  #controller;

  constructor({ query, headers, signal }) {
    this.query = query;
    this.headers = headers;
    const body = new ReadableStream({ start: (controller) => (this.#controller = controller) });
    this.response = new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
    signal.addEventListener('abort', () => {
      if (!this.isClosed) {
        this.isClosed = true;
        this.#controller.error(signal.reason);
      }
    });
  }

  /** The rooms it was asked for. */
  get rooms() {
    return this.query.filter(([name]) => name === 'room').map(([, value]) => value);
  }

  text(text) {
    this.bytes(...new TextEncoder().encode(text));
  }

  bytes(...bytes) {
    this.#controller.enqueue(new Uint8Array(bytes));
  }

  async say(...frames) {
    this.text(frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join(''));
    await settled();
  }

  async end() {
    this.isClosed = true;
    this.#controller.close();
    await settled();
  }

  async cut() {
    this.isClosed = true;
    this.#controller.error(new TypeError('network error'));
    await settled();
  }
}
