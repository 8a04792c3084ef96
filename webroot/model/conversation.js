import { Changes } from './changes.js';
import { Emitter } from './emitter.js';
import { keyOf } from './keys.js';
import { Namesakes } from './namesakes.js';
import { Pages } from './pages.js';
import { Timeline } from './timeline.js';

/** What was said in a room, what became of it, and which part of it somebody looks at. */
export class Conversation extends Emitter {
  timeline = new Timeline((...gap) => this.emit('gap', ...gap));
  pages = new Pages(this.timeline);
  namesakes = new Namesakes();
  changes;
  /** The key of a message to be brought before the eyes, or null. */
  goal = null;

  /** So many changes are remembered. */
  constructor(most) {
    super();
    this.changes = new Changes(most, () => [this.timeline, this.pages.past]);
  }

  /** An entry changes a message. False when it does not. */
  change(entry) {
    return this.changes.take(entry);
  }

  /** A message that is here, wherever somebody looks; or null. */
  find(key) {
    return this.timeline.get(key) ?? this.pages.past?.get(key) ?? null;
  }

  /** Somebody of the house says something. */
  tell(said) {
    this.timeline.tell(said);
    this.emit('change');
  }

  // ---- the past

  /** A message of long ago: here, or to be fetched with what was said around it. */
  goTo(message) {
    this.goal = keyOf(message);
    if (this.timeline.has(this.goal)) {
      this.pages.back();
    } else if (!this.pages.shown.has(this.goal)) {
      this.pages.goTo(message.seq);
    }
    this.emit('change');
  }

  /** To what is said now. */
  back() {
    this.goal = null;
    this.pages.back();
    this.emit('change');
  }

  /** What was asked for does not come. */
  unload() {
    this.pages.forget();
    this.emit('change');
  }

  history(frame) {
    const { past } = this.pages;
    const messages = this.changes.appliedTo(frame.messages);
    this.pages.take({ ...frame, messages });
    messages.forEach(({ from }) => from && this.namesakes.meet(from));
    if (this.goal !== null && past?.isHere && !this.pages.shown.has(this.goal)) {
      this.back();
      this.emit('lost');
    }
    this.emit('change');
  }
}
