// A node of which only the wire is there, with a past as long as a test wishes: every room has the
// same, numbered without holes across two epochs. Takes the place of the browser's WebSocket.

class Archive {
  static #WINDOW = 100;
  static #LATE_FROM = 501;
  static #START = 1_780_000_000_000;
  static #MINUTE = 60_000;
  static #ME = { id: 'me', nick: 'Kim' };
  asked = [];
  isHolding = false;
  isBusy = false;
  #said = [];
  #held = [];
  #socket = null;

  /** As if others had said so much more while nobody here listens. */
  grow(count) {
    for (let i = 0; i < count; i++) {
      this.#add(`word ${this.#said.length + 1}`, this.#said.length % 4 < 2 ? { id: 'lee', nick: '이순신' } : { id: 'ana', nick: 'Ana María' });
    }
  }

  /** What was said under this number. */
  put(seq, text) {
    this.#said[seq - 1].text = text;
  }

  #add(text, from, id) {
    const seq = this.#said.length + 1;
    const epoch = seq < Archive.#LATE_FROM ? 1 : 2;
    const at = Archive.#START + seq * Archive.#MINUTE;
    this.#said.push({ epoch, seq, id: id ?? `m${seq}`, from, text, at });
    return this.#said.at(-1);
  }

  get #epoch() {
    return this.#said.at(-1).epoch;
  }

  // ---- the line

  connect(socket) {
    this.#socket = socket;
    setTimeout(() => socket.onopen({}));
  }

  hangUp() {
    this.#socket.onclose({ code: 1012 });
    this.#socket = null;
  }

  /** Searches that were asked meanwhile are answered. */
  goOn() {
    this.isHolding = false;
    this.#held.splice(0).forEach((answer) => this.#send(answer));
  }

  #send(...frames) {
    const socket = this.#socket;
    const data = frames.map((frame) => JSON.stringify(frame)).join('\n');
    setTimeout(() => socket && socket === this.#socket && socket.onmessage({ data }));
  }

  // ---- what the page says

  take(frame) {
    this.asked.push(frame);
    this[frame.type]?.(frame);
  }

  hello({ nick }) {
    const limits = { text: 4000, rooms: 50, rate: 100 };
    this.#send({ type: 'welcome', node: 'archive', id: 'me', nick, heartbeat: 600_000, limits, nodes: [] });
  }

  join({ room, after, recent = 50 }) {
    const head = this.#said.length;
    const from = (after ?? head - recent) + 1;
    const first = Math.max(1, from, head - Archive.#WINDOW + 1);
    const complete = after === undefined || first === from;
    const answer = { type: 'joined', room, epoch: this.#epoch, head, first, complete, members: [Archive.#ME], count: 1 };
    const news = this.#said.slice(first - 1).map((each) => ({ ...each, type: 'message', room }));
    this.#send(answer, ...news);
  }

  say({ room, id, text }) {
    const { epoch, seq, at } = this.#add(text, Archive.#ME, id);
    this.#send({ type: 'ack', room, id, epoch, seq, at });
    this.#send({ ...this.#said.at(-1), type: 'message', room });
  }

  history({ room, before, limit }) {
    const end = Math.min(before - 1, this.#said.length);
    const from = Math.max(0, end - limit);
    const more = from > 0;
    const next = more ? { next: { epoch: this.#said[from - 1].epoch, before: from + 1 } } : {};
    this.#send({ type: 'history', room, messages: this.#said.slice(from, end), more, ...next });
  }

  search({ room, text, before, limit }) {
    const plain = (some) => some.normalize('NFKC').toLowerCase();
    const hits = this.#said
      .filter((each) => plain(each.text).includes(plain(text)) && each.seq < (before?.seq ?? Infinity))
      .reverse();
    const messages = hits.slice(0, limit).map((each) => ({ ...each, room: room ?? 'pond' }));
    const more = hits.length > limit;
    const { epoch, seq } = messages.at(-1) ?? {};
    const next = more ? { next: { room: room ?? 'pond', epoch, seq } } : {};
    const found = { type: 'found', ...(room && { room }), text, messages, more, ...next };
    const busy = { type: 'error', code: 'busy', message: 'busy', ...(room && { room }), retryAfterMs: 1000 };
    const answer = this.isBusy ? busy : found;
    if (this.isHolding) {
      this.#held.push(answer);
    } else {
      this.#send(answer);
    }
  }

  ping({ t }) {
    this.#send({ type: 'pong', t });
  }
}

window.archive = new Archive();
window.WebSocket = class {
  constructor() {
    window.archive.connect(this);
  }

  send(text) {
    text.split('\n').forEach((line) => window.archive.take(JSON.parse(line)));
  }

  close() {}
};
