const HANG_MS = 3_000;
const TRIAL_MS = 10_000;
const CUT = 1006;

/**
 * A WebSocket where one can be had, else what looks like one over HTTP: a proxy may refuse to pass a
 * WebSocket on, let it hang, or swallow what is said on it.
 *
 *     web --heard something--> web for good
 *      |--cut, though HTTP is answered--> web once more --cut--> http
 *      |--nothing heard for some seconds, though HTTP is answered--> http
 *      +--cut, and HTTP is not answered either--> closed
 *     http --after a while a WebSocket is answered--> better
 *
 * Where a WebSocket has come through it is most likely a node that is gone or has too much to do:
 * there nobody is asked over HTTP, but for the last of several tries.
 */
export class EitherSocket {
  onopen = () => {};
  onmessage = () => {};
  onclose = () => {};
  onbetter = () => {};
  #options;
  #socket = null;
  #hello = null;
  #isHeard = false;
  #isRepeated = false;
  #isClosed = false;
  #trial = null;
  #cancel = () => {};

  /**
   * `web()` and `http()` make sockets, `isServed()` promises whether HTTP is answered; `way` is what
   * is known of this address: {isSlow, slow(), fast(), wait()}, the last for how long to stay, and of
   * WebSockets: {worked(), failed()}, true when they may be what is wrong.
   */
  constructor(options) {
    this.#options = options;
    const begin = () => (options.way.isSlow ? this.#useHttp() : this.#useWeb());
    queueMicrotask(() => this.#isClosed || begin());
  }

  get way() {
    return this.#socket?.way ?? 'ws';
  }

  send(text) {
    this.#hello ??= text;
    this.#socket.send(text);
  }

  close() {
    this.#isClosed = true;
    this.#cancel();
    this.#trial?.close();
    this.#socket?.close();
  }

  #use(socket, onEnd) {
    const ours = (action) => (event) => socket === this.#socket && !this.#isClosed && action(event);
    this.#socket = socket;
    socket.onopen = ours((event) => this.onopen(event));
    socket.onmessage = ours((event) => this.#heard(event));
    socket.onclose = ours(onEnd);
  }

  #heard(event) {
    if (!this.#isHeard) {
      this.#isHeard = true;
      this.#cancel();
      this.#settle();
    }
    this.onmessage(event);
  }

  // ---- the one

  #useWeb() {
    const { web, clock } = this.#options;
    this.#cancel = clock.after(HANG_MS, () => this.#doubt(() => this.#useHttp(), () => {}));
    try {
      this.#use(web(), (event) => this.#ended(event));
    } catch {
      this.#ended({ code: CUT }); // a policy of the browser
    }
  }

  #ended(event) {
    this.#cancel();
    if (this.#isHeard || event.code !== CUT) {
      this.onclose(event);
    } else {
      this.#doubt(() => this.#again(), () => this.onclose(event));
    }
  }

  /** Nothing was heard: is it the way, or the node? */
  async #doubt(ofWay, ofNode) {
    const { way, isServed: ask } = this.#options;
    const socket = this.#socket;
    const isServed = way.failed() && (await ask());
    if (!this.#isClosed && !this.#isHeard && socket === this.#socket) {
      (isServed ? ofWay : ofNode)();
    }
  }

  /** Behind a balancer it may have been a node that is just gone, and now another answers. */
  #again() {
    if (this.#isRepeated) {
      this.#useHttp();
    } else {
      this.#isRepeated = true;
      this.#useWeb();
    }
  }

  // ---- the other

  #useHttp() {
    const { http, way } = this.#options;
    this.#cancel();
    this.#socket?.close();
    way.slow();
    this.#use(http(), (event) => {
      if (!this.#isHeard) {
        way.fast(); // no better than the other
      }
      this.onclose(event);
    });
  }

  #settle() {
    const { clock, way } = this.#options;
    if (this.way === 'ws') {
      way.worked();
    } else {
      this.#cancel = clock.after(way.wait(), () => this.#try());
    }
  }

  /** Good is only one that is answered. */
  #try() {
    const { web, clock, way } = this.#options;
    const giveUp = () => {
      this.#cancel();
      this.#trial?.close();
      this.#trial = null;
      this.#settle();
    };
    this.#cancel = clock.after(TRIAL_MS, giveUp);
    try {
      this.#trial = web();
    } catch {
      return; // a policy of the browser: once more, later
    }
    const trial = this.#trial;
    const ours = (action) => () => trial === this.#trial && action();
    trial.onopen = ours(() => trial.send(this.#hello));
    trial.onclose = ours(giveUp);
    trial.onmessage = ours(() => {
      way.fast();
      this.onbetter({});
    });
  }
}
