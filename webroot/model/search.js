import * as frames from '../net/frames.js';
import { changed } from './changes.js';
import { Emitter } from './emitter.js';
import { keyOf, keyOfReference } from './keys.js';

const PAGE = 50;
const MOST = 200;

/**
 * What somebody looks for, and what has been found so far, newest first.
 *
 *     idle --start--> searching --found--> done --more--> searching
 *                        |--busy, gone--> the code of the error, or `away` --again--> searching
 *
 * A page may be empty though there are more: a search that takes long comes in pieces. Tells
 * `change`.
 */
export class Search extends Emitter {
  state = 'idle';
  text = '';
  /** Where: the name of a room, or null for all. */
  room = null;
  messages = [];
  #next = null;
  #send;

  constructor({ send }) {
    super();
    this.#send = send;
  }

  get isUnderWay() {
    return this.state === 'searching';
  }

  /** Whether there may be more to find. */
  get more() {
    return this.#next !== null;
  }

  start(typed, room) {
    const text = [...typed.trim()].slice(0, MOST).join('');
    if (text && !(this.isUnderWay && this.text === text && this.room === room)) {
      Object.assign(this, { text, room, messages: [] });
      this.#next = null;
      this.again();
    }
  }

  /** The next page, or the one that did not come. */
  again() {
    const frame = frames.search({ room: this.room, text: this.text, before: this.#next }, PAGE);
    this.#enter(this.#send(frame) ? 'searching' : 'away');
  }

  found({ room = null, text, messages, more, next }) {
    if (this.isUnderWay && room === this.room && text === this.text) {
      this.messages = [...this.messages, ...messages.filter(({ of, deleted }) => !of && !deleted)];
      this.#next = more ? next : null;
      this.#enter('done');
    }
  }

  /** A message of a room was edited or deleted: what was found says so. */
  changed({ type, room, of, text, at }) {
    const isIt = (each) => each.room === room && keyOf(each) === keyOfReference(of);
    const hit = this.messages.find(isIt);
    if (hit && type === 'delete') {
      this.messages = this.messages.filter((each) => each !== hit);
    } else if (hit && text !== undefined) {
      changed(hit, { text, at });
    }
    this.emit('change');
  }

  /** Whether an error may be the answer. */
  isAbout({ room = null, code }) {
    return this.isUnderWay && room === this.room && code !== 'not_joined';
  }

  refused(error) {
    if (this.isAbout(error)) {
      this.#enter(error.code);
    }
  }

  /** The connection is gone. */
  away() {
    if (this.isUnderWay) {
      this.#enter('away');
    }
  }

  #enter(state) {
    this.state = state;
    this.emit('change');
  }
}
