/**
 * A client of chat-node for programs, in browsers and in Node 22: what the page itself is made of,
 * without a page.
 *
 * It goes to whichever node answers and comes back by itself, goes on in every room where it was,
 * and says again what was not acknowledged. Times are milliseconds since 1970.
 */
export function connect(options: Options & ({ nick: string } | { token: NonNullable<Options['token']> })): Chat;

/** A mistake in these is a `TypeError` that says what is one. */
export interface Options {
  /** Where a node is: `http://localhost:8080`. Default: the node that this file came from. */
  url?: string;
  /** The same of several nodes: the first is preferred, any that answers will do. */
  urls?: string[];
  /** 1 to 32 visible characters. May be left out with a token, which says it then. */
  nick?: string;
  /**
   * Who this is: a secret of 16 to 256 characters, out of which the server makes the public id. One
   * client at a time under one secret. Default: that of `storage`, or a new one.
   */
  client?: string;
  /**
   * Who this is where people sign in elsewhere, instead of `client`: a token (docs/signing-in.md), or
   * better a function that promises one. It is asked for every connection, and with `true` a minute
   * before the last one runs out. When it fails, the next try is later.
   */
  token?: string | ((isStale: boolean) => string | Promise<string>);
  /**
   * `auto`, the default: a WebSocket, or server-sent events and POST where none can be had though
   * the node answers, and then a WebSocket again as soon as one can be had.
   */
  transport?: 'auto' | 'ws' | 'http';
  /** Outlives the program: the secret, and what was said and not acknowledged. Default: nothing. */
  storage?: ChatStorage | null;
  /** How many messages of before come on the first join of a room: 0, the default, to 1,000. */
  recent?: number;
  /**
   * How many messages of a room are remembered at least, from 2 on, to know a repeat when the room
   * begins anew; twice as many at most. Default: 2,000. Nothing else grows with time.
   */
  remember?: number;
  /** Default: the one that is there. */
  WebSocket?: new (url: string, protocol: string) => unknown;
  /** Default: the one that is there. */
  fetch?: (url: string, init?: any) => Promise<unknown>;
  /** Time, for tests: `after` answers how to call it off. */
  clock?: { now(): number; after(ms: number, action: () => void): () => void };
  /** Chance, for tests: from 0 to 1. */
  random?: () => number;
}

/** What of a browser's `localStorage` is used. */
export interface ChatStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface Chat {
  /** `id` is null before the first connection. */
  readonly me: { readonly id: string | null; readonly nick: string };
  readonly state: State['name'];

  /** Listens to an event from now on. A listener that fails disturbs nobody. */
  on<E extends keyof Events>(event: E, listener: (what: Events[E]) => void): this;
  off<E extends keyof Events>(event: E, listener: (what: Events[E]) => void): this;

  /**
   * Enters a room, 1 to 64 letters, digits, `-`, `_` or `.`, and stays there over any connection,
   * until it leaves. With the place of the last message of an earlier run, everything since then
   * comes first.
   *
   * Keeps its promise when it is in; while the room is full or has to wait, it goes on trying. Refused
   * with `bad_field`, `forbidden`, `not_found` or `closed`.
   */
  join(room: string, place?: Place | null): Promise<Place & { room: string }>;

  /** Whoever waits for something there is refused with `not_confirmed`. */
  leave(room: string): void;

  /**
   * Says 1 to 4,000 characters (as many as the server allows) in a room that was joined. Sent when
   * it can be, and again under the same id until it is known to be kept: one message, and those of a
   * room in the order in which they were said. At most 1,000 wait.
   *
   * Keeps its promise when the message is kept. Refused for good with `not_joined`, `bad_field`,
   * `too_long`, `forbidden`, `busy` (1,000 wait) or `closed`; with `not_confirmed` when the room was
   * left before it was known. With `re` it answers a message.
   */
  say(room: string, text: string, options?: { id?: string; re?: Named }): Promise<Receipt>;

  /**
   * Gives a message that this person said another text. Sent and kept like a message, in their order,
   * and refused like one; with `not_found` where there is no such message. Not over HTTP.
   */
  edit(room: string, message: Named, text: string, options?: { id?: string }): Promise<Receipt>;

  /** Takes a message back: its text is gone for everybody. Of others only for who may `moderate`. */
  remove(room: string, message: Named, options?: { id?: string }): Promise<Receipt>;

  /** What one may in a room, by what the server said last: before that, what anybody may. */
  may(room: string, deed: Deed): boolean;

  /**
   * Does something about a person, by public id, in a room that was joined; a mute or a ban for so many
   * minutes, or for good. Keeps its promise when it is done everywhere. Not over HTTP.
   */
  moderate(
    room: string,
    act: Act,
    person: string | Person,
    options?: { minutes?: number; reason?: string },
  ): Promise<{ act: Act; room: string; person: string }>;

  /**
   * A page of at most `limit` messages (1 to 200, default 50) before a number of an epoch (default:
   * the present one) or the newest, oldest first; `next` is what to ask for the page before it. Waits
   * for a connection. Refused with `not_joined`, `bad_field`, `internal` or `closed`.
   */
  history(room: string, page?: Before & { limit?: number }): Promise<Page<Before>>;

  /**
   * Messages that have a text of 1 to 200 characters in them, newest first, at most `limit` (1 to 50,
   * default 20); in all rooms that were joined, or one. `next` is the `before` of the page after it,
   * which may be empty though there are more. Refused like `history`.
   */
  search(
    text: string,
    options?: { room?: string; before?: Found | null; limit?: number },
  ): Promise<Page<Found>>;

  /** Rooms with somebody in them, most people first, at most `limit` (1 to 200, default 50). */
  rooms(limit?: number): Promise<{ room: string; count: number }[]>;

  /** Who is in a room that was joined: at most some hundred of them, `count` is everybody. */
  people(room: string): { people: Person[]; count: number };

  /** Tells the others that one is writing; once in three seconds is enough. Not over HTTP. */
  typing(room: string): void;

  /** Another nickname, 1 to 32 visible characters, or a `TypeError`. */
  rename(nick: string): void;

  /** Tries now: not to wait, or after `ended`. */
  reconnect(): void;

  /** For good. Whoever waits for something is refused with `closed`. */
  close(): void;
}

export interface Events {
  /** Each message of a room that was joined once and in order, one's own as well. */
  message: Message;
  /** A message has another text now. One whose text was replaced again meanwhile is not told. */
  edit: Change & { text: string };
  /** The text of a message is gone. */
  delete: Change;
  /** The house says something, in a room or, without one, in all; it is not kept. */
  notice: { text: string; room?: string; by?: Person };
  /** Who came, went or has a new nickname; of many at once not all. */
  presence: { room: string; joined: Person[]; left: Person[]; count: number };
  typing: { room: string; people: Person[] };
  /**
   * Messages are missing between number `after` and number `first`, which comes next:
   * `history(room, {epoch, before: first})` pages what is kept of them.
   */
  gap: { room: string; epoch: number; after: number; first: number };
  /**
   * The room is numbered anew from `first` on. What was heard already is not told again, what was
   * not may stand before it.
   */
  reset: { room: string; epoch: number; first: number };
  /** What of `join` and `say` was refused, also to whoever waits for it, and what the server says. */
  error: ChatError;
  state: State;
}

/** May `see` that a room is there, `read` it, and so on; `edit` and take back one's own messages. */
export type Deed = 'see' | 'read' | 'say' | 'edit' | 'search' | 'moderate';

export type Act = 'kick' | 'mute' | 'unmute' | 'ban' | 'unban';

/** A message as others name it: one that was heard, or the id of its sender and its own. */
export type Named = { from: string | Person; id: string };

/** What changes a message `of` somebody has a number, an id and a sender of its own. */
export interface Change {
  room: string;
  epoch: number;
  seq: number;
  id: string;
  from: Person;
  of: { from: string; id: string };
  at: number;
  mine: boolean;
}

/**
 * A message of a room has a text, or `data`, base64, of a client that speaks no text, or neither when it
 * was deleted. Pages have changes among the messages: those have a `type`.
 */
export interface Message {
  room: string;
  epoch: number;
  /** In a room and an epoch: 1, 2, 3 ... for everybody. */
  seq: number;
  /** Unique per sender. */
  id: string;
  from: Person;
  text?: string;
  data?: string;
  at: number;
  /** What it answers. */
  re?: { from: string; id: string };
  /** When it got the text that it has. */
  edited?: number;
  deleted?: true;
  /** Only in pages, of what is no message: what it changes is `of`. */
  type?: 'edit' | 'delete';
  of?: { from: string; id: string };
  /** Whether this client said it. Not in pages. */
  mine?: boolean;
}

export interface Person {
  id: string;
  nick: string;
}

/** Everything up to number `after` of an epoch was heard. */
export interface Place {
  epoch: number;
  after: number;
}

/** Where a message stands, for good. */
export interface Receipt {
  id: string;
  epoch: number;
  seq: number;
  at: number;
}

export interface Before {
  epoch?: number;
  before?: number;
}

export interface Found {
  room: string;
  epoch: number;
  seq: number;
}

export interface Page<Next> {
  messages: Message[];
  more: boolean;
  next?: Next;
}

export type State =
  | { name: 'idle' | 'connecting' | 'closed' }
  /** `node` is its name, `way` how it is reached. */
  | { name: 'open'; node: string; way: 'ws' | 'http' }
  /** Until then, unless somebody reconnects; `code` is that of the close (docs/protocol.md). */
  | { name: 'waiting'; until: number; code: number }
  /**
   * The server does not want this client back: only `reconnect` tries again. 4003 is not to be let in;
   * where a function gives tokens and the last one was good, it is asked for another first.
   */
  | { name: 'ended'; code: number; reason?: string };

/** What was refused, and why: a sentence, and a code for programs (docs/protocol.md). */
export class ChatError extends Error {
  readonly code:
    | 'bad_frame'
    | 'unknown_type'
    | 'bad_field'
    | 'not_hello'
    | 'not_joined'
    | 'too_long'
    | 'rate_limited'
    | 'room_full'
    | 'busy'
    | 'no_quorum'
    | 'not_confirmed'
    | 'forbidden'
    | 'not_found'
    | 'internal'
    | 'closed';
  readonly room?: string;
  readonly id?: string;
  readonly retryAfterMs?: number;
}
