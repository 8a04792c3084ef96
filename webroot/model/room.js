import { Conversation } from './conversation.js';
import { People } from './people.js';
import { Reading } from './reading.js';
import { Typists } from './typists.js';
import { Writing } from './writing.js';

/** So many messages are asked for at first, and so many are not forgotten. */
export const HABITS = { recent: 50, held: 10_000 };

/**
 * A room this page is in: what was said, who is here, how far it was read.
 *
 * Tells `change` when something to show has, `heard` for each message that is new here, in order,
 * `message` for those that nobody has seen yet, `changed` for each entry that changes one, and `lost`
 * when one that was looked for is no longer there; `gap` (after, first) where some are missing and
 * `renumbered` (epoch, first) when the numbering is another one.
 */
export class Room extends Conversation {
  reading = new Reading();
  people = new People();
  typists = new Typists();
  writing = new Writing();
  joined = false;
  /** The code of the error that keeps us out, or null. */
  refusal = null;
  /** What the server says about that, in its own words; or null. */
  why = null;
  #head = 0;

  /** `kept` is {epoch, read} of an earlier visit, if there was one. */
  constructor(name, kept = null, habits = HABITS) {
    super(habits.held / 2);
    Object.assign(this, { name, kept, habits });
  }

  /** Where to resume; null before the first join. */
  get place() {
    const { epoch, heard } = this.timeline;
    return epoch === null ? null : { epoch, after: heard };
  }

  enter(frame) {
    const outcome = this.timeline.join(frame, this.habits.recent);
    if (outcome === 'first') {
      this.reading = Reading.of(this.kept, frame, this.timeline.heard);
    } else if (outcome !== 'resumed') {
      this.#renumber(frame, outcome === 'continued' ? frame.first - 1 : 0);
    }
    this.pages.forget();
    this.#head = frame.head;
    this.people.replace(frame.members, frame.count);
    frame.members.forEach((person) => this.namesakes.meet(person));
    this.joined = true;
    this.refusal = null;
    this.why = null;
    this.emit('change');
  }

  /** We may not enter, now or at all. False when that was known. */
  refuse(code, why = null) {
    const isNews = this.refusal !== code;
    this.refusal = code;
    this.why = why;
    this.emit('change');
    return isNews;
  }

  /** Somebody has put us out: only a hand leads in again. */
  putOut() {
    this.refusal = 'forbidden';
    this.away();
  }

  /** Numbers up to `shared` stay what they were. */
  #renumber({ epoch, first }, shared = 0) {
    this.reading.renumber(shared);
    this.changes.renumber();
    this.emit('renumbered', epoch, first);
  }

  /** The connection is gone: nothing said here is heard until the next join. */
  away() {
    this.joined = false;
    this.pages.forget();
    this.emit('change');
  }

  reset(frame) {
    this.timeline.restart(frame);
    this.pages.renumbered();
    this.#renumber(frame);
    this.#head = frame.head;
    this.emit('change');
  }

  /** What the message is to the reader: their own, calling them, appearing before their eyes. */
  take(said, { mine = false, mentions = false, watched = false }) {
    const message = this.changes.applied(said);
    const { seq } = message;
    const before = this.timeline.take(message);
    this.typists.stopped(message.from.id);
    this.namesakes.meet(message.from);
    if (before !== undefined) {
      this.reading.moved(before, seq);
    } else {
      this.emit('heard', message);
    }
    if (before === undefined && seq > this.reading.read) {
      const isNews = !mine && !message.deleted;
      this.#read(seq, { mine: !isNews, mentions, watched });
      if (isNews) {
        this.emit('message', message, mentions);
      }
    }
    this.emit('change');
  }

  /** An entry that changes a message has its place among the numbers, and shows there. */
  amend(entry) {
    this.pass(entry.seq);
    this.namesakes.meet(entry.from);
    if (this.change(entry)) {
      this.emit('changed', entry);
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
    const { held } = this.habits;
    if (this.timeline.messages.length > held) {
      this.timeline.trim(held / 2);
    }
  }

  /** Another room comes to the front. */
  leave() {
    this.reading.hideDivider();
    this.back();
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
    if (epoch === this.timeline.epoch && this.reading.elsewhere(read, this.timeline.messages)) {
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

  // ---- the past

  /** What a wish - `older`, `newer`, `fill`, `next` - makes us ask for; null when it is on its way. */
  wanted(wish = 'older', ...about) {
    return this.joined ? this.pages[wish](...about) : null;
  }
}
