import { Emitter } from './emitter.js';
import { Namesakes } from './namesakes.js';
import { People } from './people.js';
import { Reading } from './reading.js';
import { Timeline } from './timeline.js';
import { Typists } from './typists.js';

export const RECENT = 50;
const PAGE = 100;
const HELD = 10_000;

/**
 * A room this page is in: what was said, who is here, how far it was read.
 *
 * Tells `change` when something to show has, and `message` for each that nobody has seen yet.
 */
export class Room extends Emitter {
  timeline = new Timeline();
  reading = new Reading();
  people = new People();
  typists = new Typists();
  namesakes = new Namesakes();
  joined = false;
  loading = false;
  /** The code of the error that keeps us out, or null. */
  refusal = null;
  draft = '';
  #head = 0;

  /** `kept` is {epoch, read} of an earlier visit, if there was one. */
  constructor(name, kept = null) {
    super();
    this.name = name;
    this.kept = kept;
  }

  /** Where to resume; null before the first join. */
  get place() {
    const { epoch, heard } = this.timeline;
    return epoch === null ? null : { epoch, after: heard };
  }

  enter(frame) {
    const outcome = this.timeline.join(frame, RECENT);
    if (outcome === 'first') {
      this.#pickUp(frame);
    } else if (outcome === 'renumbered') {
      this.reading.renumber();
    }
    this.#head = frame.head;
    this.people.replace(frame.members, frame.count);
    frame.members.forEach((person) => this.namesakes.meet(person));
    this.joined = true;
    this.loading = false;
    this.refusal = null;
    this.emit('change');
  }

  /** We may not enter, now or at all. False when that was known. */
  refuse(code) {
    const isNews = this.refusal !== code;
    this.refusal = code;
    this.emit('change');
    return isNews;
  }

  /** Reading goes on where an earlier visit stopped, if the numbering still holds. */
  #pickUp({ epoch, head, first }) {
    const goesOn = this.kept?.epoch === epoch && this.kept.read <= head;
    const read = goesOn ? this.kept.read : head;
    const { heard } = this.timeline;
    const oldest = first <= heard ? first : 1; // else it is the first that follows: what is kept before?
    const behind = heard - Math.max(read, oldest - 1); // before the recent ones
    this.reading = new Reading(read, Math.max(0, behind));
  }

  /** The connection is gone: nothing said here is heard until the next join. */
  away() {
    this.joined = false;
    this.loading = false;
    this.emit('change');
  }

  reset(frame) {
    this.timeline.restart(frame);
    this.reading.renumber();
    this.#head = frame.head;
    this.emit('change');
  }

  /** What the message is to the reader: their own, calling them, appearing before their eyes. */
  take(message, { mine = false, mentions = false, watched = false }) {
    const { seq } = message;
    const before = this.timeline.take(message);
    this.typists.stopped(message.from.id);
    this.namesakes.meet(message.from);
    if (before !== undefined) {
      this.reading.moved(before, seq);
    } else if (seq > this.reading.read) {
      this.#read(seq, { mine, mentions, watched });
      if (!mine) {
        this.emit('message', message, mentions);
      }
    }
    this.emit('change');
  }

  /** A numbered frame of which there is nothing to show. */
  pass(seq) {
    const { read, unread } = this.reading;
    this.timeline.pass(seq);
    if (unread === 0 && seq === read + 1) {
      this.reading.upTo(seq);
    }
  }

  /** What came while the page was away is unread, even if somebody looks when it arrives. */
  #read(seq, { mine, mentions, watched }) {
    const caughtUp = this.reading.unread === 0;
    if (caughtUp && (mine || (watched && seq > this.#head))) {
      this.reading.upTo(seq);
      this.#forget();
    } else if (!mine) {
      this.reading.missed(mentions);
    }
  }

  /** Only while the end is being read: nobody looks at what goes. */
  #forget() {
    if (this.timeline.messages.length > HELD) {
      this.timeline.trim(HELD / 2);
    }
  }

  /** Everything that has come was seen; too early to say so before all has come that was missed. */
  seen() {
    if (this.reading.unread > 0 && this.timeline.heard >= this.#head) {
      this.reading.upTo(this.timeline.heard);
      this.emit('change');
    }
  }

  /** Another tab has read as far as {epoch, read}. */
  readElsewhere({ epoch, read }) {
    if (epoch === this.timeline.epoch && read > this.reading.read) {
      const unread = this.timeline.messages.filter(({ seq }) => seq !== null && seq > read).length;
      this.reading.upTo(read, unread);
      this.emit('change');
    }
  }

  presence(frame) {
    this.people.change(frame);
    frame.joined.forEach((person) => this.namesakes.meet(person));
    this.emit('change');
  }

  typing(person, now) {
    this.typists.started(person, now);
    this.emit('change');
  }

  /** What to ask for to read on upwards, or null when there is nothing or it is on its way. */
  wanted() {
    if (this.loading || !this.joined || !this.timeline.more) {
      return null;
    }
    this.loading = true;
    return { ...this.timeline.before, limit: PAGE };
  }

  /** What was asked for does not come. */
  unload() {
    this.loading = false;
    this.emit('change');
  }

  history(frame) {
    this.loading = false;
    this.timeline.prepend(frame);
    frame.messages.forEach(({ from }) => from && this.namesakes.meet(from));
    this.emit('change');
  }
}
