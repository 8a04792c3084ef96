import { EventStream } from './eventstream.js';
import { Exchange } from './exchange.js';
import { parse } from './frames.js';
import { Places } from './places.js';
import { headersOf, query } from './requests.js';
import { Streams } from './streams.js';
import { claimsOf } from './token.js';

const GATHER_MS = 50; // rooms that are joined one after the other need one stream, not many
const SLACK_MS = 5_000;
const HEARTBEAT_MS = 25_000;
const MOST_ADDRESS = 7_500; // proxies take 8 KB for the line that it stands in
/** Joining costs no frames here: a client need not spread it over time. */
const JOINS = 1_000;
/** Refusals that are about rooms: those that are new must be what is wrong. */
const OF_ROOMS = ['bad_field', 'room_full', 'forbidden', 'not_found'];
const NOT_LET_IN = 4003;
/** What the end of a stream, or no stream, is on a socket. */
const CLOSES = new Map([
  [400, 4001],
  [401, NOT_LET_IN],
  [429, 1008],
  [503, 1013],
]);

/**
 * Looks like a WebSocket to its user, who says and hears frames of `chat.v1.json`, and is none: what
 * is said becomes requests, and what is heard comes as server-sent events, in one stream for all
 * rooms. For where a proxy lets no WebSocket through.
 */
export class HttpSocket {
  way = 'http';
  onopen = () => {};
  onmessage = () => {};
  onclose = () => {};
  #options;
  #exchange;
  #streams;
  #places = new Places();
  #who = null;
  #welcomed = null;
  #limits = {};
  #heartbeat = HEARTBEAT_MS;
  #heardAt = 0;
  #hasBye = false;
  #isClosed = false;

  constructor(base, { fetch, clock, random = Math.random }) {
    this.#options = { base, fetch, clock };
    this.#exchange = new Exchange({ base, fetch, clock });
    this.#streams = new Streams({
      clock,
      random,
      open: (hears) => this.#open(hears),
      onFrames: (frames, stream) => this.#take(frames, stream),
      onLost: (problem) => this.#lost(problem),
      isMended: (problem, stream) => this.#isMended(problem, stream),
    });
    queueMicrotask(() => this.#isClosed || this.onopen({}));
  }

  send(text) {
    parse(text).forEach((frame) => (this.#doings.get(frame.type) ?? this.#ask)(frame));
  }

  close() {
    this.#isClosed = true;
    this.#streams.close();
    this.#exchange.close();
  }

  // ---- what is said

  #doings = new Map(
    Object.entries({
      hello: ({ nick, client, token = '' }) => {
        this.#who = { nick: nick ?? claimsOf(token).nick, client, token };
        this.#streams.openSoon(0);
      },
      token: ({ token }) => {
        this.#who = { ...this.#who, token };
        this.#streams.openSoon(GATHER_MS);
      },
      nick: ({ nick }) => {
        this.#who = { ...this.#who, nick };
        this.#streams.openSoon(GATHER_MS);
      },
      join: (frame) => this.#join(frame),
      leave: ({ room }) => {
        this.#places.leave(room);
        this.#tell({ type: 'left', room });
        this.#streams.openSoon(GATHER_MS);
      },
      ping: () => {
        if (this.#options.clock.now() - this.#heardAt <= this.#heartbeat + SLACK_MS) {
          this.#tell({ type: 'pong' }); // without a time: nothing went there and back
        }
      },
      typing: () => {}, // is not said over HTTP
    }),
  );

  #join(frame) {
    const { room } = frame;
    const isMore = !this.#places.has(room) && this.#places.rooms.length >= this.#limits.rooms;
    this.#places.join(frame, this.#streams.upcoming);
    if (isMore || this.#address.length > MOST_ADDRESS) {
      this.#refuse(room, { code: 'room_full', message: 'too many rooms at once' });
    } else {
      this.#streams.openSoon(GATHER_MS);
    }
  }

  #ask = async (frame) => {
    const answer = await this.#exchange.ask(frame, this.#who, this.#places.rooms);
    if (answer) {
      this.#tell(answer);
    }
  };

  // ---- what is heard

  get #address() {
    const { nick } = this.#who;
    const { base } = this.#options;
    return new URL(`api/events${query({ nick, ...this.#places.wish })}`, base).href;
  }

  #open({ onFrames, onEnd }) {
    return new EventStream({
      fetch: this.#options.fetch,
      url: this.#address,
      headers: headersOf(this.#who),
      onHeard: () => (this.#heardAt = this.#options.clock.now()),
      onFrames,
      onEnd,
    });
  }

  #take(frames, stream) {
    this.#tell(...frames.map((frame) => this.#news(frame, stream)).filter(Boolean));
  }

  #news(frame, stream) {
    switch (frame.type) {
      case 'welcome':
        return this.#welcome(frame, stream);
      case 'bye':
        this.#hasBye = this.#streams.endsSoon();
        return this.#hasBye ? frame : null;
      default:
        return this.#places.sift(frame, stream);
    }
  }

  /** Each stream has one. It is told again when another node has taken over, or other rules hold. */
  #welcome(frame, stream) {
    const welcomed = JSON.stringify([frame.node, frame.may]);
    const isNews = welcomed !== this.#welcomed;
    this.#welcomed = welcomed;
    this.#limits = frame.limits ?? {};
    this.#heartbeat = frame.heartbeat || HEARTBEAT_MS;
    this.#hasBye = false;
    if (this.#places.begun(stream)) {
      this.#streams.openSoon(0);
    }
    const limits = { ...this.#limits, rate: JOINS };
    return isNews ? { ...frame, limits, may: frame.may?.map(withoutSockets) } : null;
  }

  /** Without the room that cannot be had nothing is wrong: it is looked for by halves. */
  #isMended({ code, message }, stream) {
    const suspects = this.#places.broughtBy(stream);
    if (!OF_ROOMS.includes(code) || suspects.length === 0) {
      return false;
    }
    if (suspects.length === 1) {
      this.#refuse(suspects[0], { code, message });
    }
    this.#places.hold(suspects.slice(Math.ceil(suspects.length / 2)));
    return true;
  }

  #refuse(room, error) {
    this.#places.leave(room);
    this.#tell({ type: 'error', room, ...error });
  }

  /** Later, as answers on a socket come: never while somebody is still saying something. */
  #tell(...frames) {
    const data = frames.map((frame) => JSON.stringify(frame)).join('\n');
    queueMicrotask(() => data && !this.#isClosed && this.onmessage({ data }));
  }

  #lost({ status, message }) {
    const code = this.#hasBye ? 1012 : (CLOSES.get(status) ?? 1006);
    this.close();
    const isRefused = status === 403 || status === 404;
    this.onclose({ code, isRefused, ...(code === NOT_LET_IN ? { reason: message } : {}) });
  }
}

/** What is done by frames alone is nothing that one may do here. */
const withoutSockets = ({ rooms, may }) => ({
  rooms,
  may: may.filter((deed) => deed !== 'edit' && deed !== 'moderate'),
});
