import { guard } from '../lib/lit-html/directives/guard.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { html, render } from '../lib/lit-html/lit-html.js';
import { language, t } from '../words/words.js';
import { markRow } from './marks.js';
import { messageRow, pendingRow } from './message.js';
import { Offers } from './offers.js';
import { rowsIn } from './rows.js';
import { Scroll } from './scroll.js';
import { Span } from './span.js';
import { Stops } from './stops.js';
import { jumpText, topText } from './whereabouts.js';

/**
 * The messages of the room in front. Draws a window of them, keeps the reader's place whatever
 * arrives above or below, and follows the end only while the reader is there.
 */
export class TimelineView {
  #span = new Span();
  #room = null;
  #begun = false;
  #spot = null;
  #top;
  #list;
  #log;
  #jump;
  #offers;
  #stops;

  /**
   * `onFound(message)` hears of one that was looked for and is before the eyes; `on` has what a message
   * offers: {answer, edit, remove, moderate}.
   */
  constructor(root, { chat, outbox, onSeen, onFound, on }) {
    Object.assign(this, { chat, outbox, onSeen, onFound });
    this.#offers = new Offers({ chat, outbox, on, onShow: (message) => this.#show(message) });
    render(
      html`<section class="log" role="log" aria-live="off" tabindex="0">
          <p class="mark top"></p>
          <div class="messages"></div>
        </section>
        <button type="button" class="jump" @click=${() => this.toEnd()}></button>`,
      root,
    );
    [this.#log, this.#top, this.#list, this.#jump] = ['.log', '.top', '.messages', '.jump'].map(
      (name) => root.querySelector(name),
    );
    this.#stops = new Stops(this.#list);
    this.scroll = new Scroll(this.#log, this.#list, () => this.#begun && this.#scrolled());
    chat.on('rooms', () => this.#follow());
  }

  /** At once: whether a message is seen is asked before the next frame, and about this room. */
  #follow() {
    if (this.#room !== this.chat.current) {
      this.#room = this.chat.current;
      this.#begun = false;
      this.#spot = null;
      this.#span.reset();
      this.scroll.follow();
    }
  }

  get #isApart() {
    return this.#room?.pages.isApart ?? false;
  }

  /** Whether what arrives now comes into view by itself. */
  get isFollowing() {
    return this.scroll.isFollowing && !this.#isApart;
  }

  get #isAtEnd() {
    return this.#span.atEnd && this.scroll.isAtEnd && !this.#isApart;
  }

  get #isWaitingAtStart() {
    return !this.scroll.isFollowing && this.scroll.isNearStart && this.#span.atStart;
  }

  focus() {
    this.#log.focus({ preventScroll: true });
  }

  /** Of what is said now. */
  toEnd() {
    this.#room?.back();
    this.#span.reset();
    this.scroll.follow();
    this.render();
  }

  render() {
    const room = this.#room;
    if (!this.#begun) {
      this.scroll.follow(); // whatever was scrolled last was another room
    }
    const messages = room?.pages.shown.messages ?? [];
    const goal = room?.goal ? messages.findIndex(({ key }) => key === room.goal) : -1;
    this.#span.update(messages, this.scroll.isFollowing);
    if (goal >= 0) {
      this.#goTo(room, messages, goal);
    } else if (this.#begun || !messages.length) {
      this.#stay(room, messages);
    } else {
      this.#begin(room, messages);
    }
    this.#drawJump();
    this.onSeen();
  }

  #stay(room, messages) {
    const { isFollowing, isNearStart, isNearEnd } = this.scroll;
    if (!isFollowing && isNearStart) {
      this.#span.up(); // before the top is reached: there a list scrolls no further by itself
    } else if (!isFollowing && isNearEnd) {
      this.#span.down(); // nor at the bottom
    }
    this.scroll.keepPlace(() => this.#draw(room, messages));
    if (!this.scroll.isScrollable || this.#isWaitingAtStart) {
      this.chat.lookBack();
    }
    if (this.#isApart && this.scroll.isNearEnd && this.#span.atEnd) {
      this.chat.lookAhead();
    }
  }

  /** A message that was looked for, with what stands around it. */
  #goTo(room, messages, index) {
    this.#begun = true;
    this.#spot = room.goal;
    room.goal = null;
    this.scroll.stay();
    this.#span.around(index);
    this.#draw(room, messages);
    this.scroll.show(this.#list.querySelector('[data-spot]'));
    this.scroll.isFollowing &&= !this.#isApart;
    this.onFound(messages[index]);
  }

  /** The first look into a room: at what is unread, once all of that is here, else at the end. */
  #begin(room, messages) {
    const { divider, unread } = room.reading;
    const from = unread ? messages.findIndex(({ seq }) => seq !== null && seq > divider) : -1;
    if (from >= 0) {
      this.#span.around(from);
    }
    this.#begun = from !== 0 || room.timeline.oldest <= 1 || !room.timeline.more;
    this.#stay(room, messages);
    if (from >= 0) {
      this.scroll.show(this.#list.querySelector('.divider'));
    }
    if (!this.#begun) {
      this.chat.lookBack();
    }
  }

  #draw(room, messages) {
    const unsent = room ? this.outbox.of(room.name) : [];
    const about = { span: this.#span, unsent, spot: this.#spot, language: language() };
    const rows = room ? rowsIn(room, messages, about) : [];
    // A row is made anew only when it looks different: the others cost a comparison.
    const { nick, id } = this.chat.me;
    const rights = this.#offers.lookOf(room);
    const drawn = (row) => guard([row.look, nick, id, rights], () => this.#build(row));
    render(repeat(rows, ({ key }) => key, drawn), this.#list);
    this.#stops.settle();
    render(room ? topText(room, this.#span.atStart) : t('rooms.empty'), this.#top);
    this.#log.setAttribute('aria-label', room ? t('messages', { room: room.name }) : t('title'));
  }

  #build(row) {
    if (row.kind === 'message') {
      return messageRow(row, this.chat.me, this.#offers);
    }
    if (row.kind === 'pending') {
      return pendingRow(row, this.chat.me, this.#offers.on);
    }
    return markRow(row, { fill: (after) => this.#fill(after) });
  }

  #show(message) {
    this.focus();
    this.#room.goTo(message);
  }

  #fill(after) {
    this.focus(); // the button goes
    if (after === null) {
      this.chat.lookBack();
    } else {
      this.chat.fill(after);
    }
  }

  #drawJump() {
    this.#jump.hidden = this.#isAtEnd;
    this.#jump.toggleAttribute('data-apart', this.#isApart);
    render(jumpText(this.#room), this.#jump);
  }

  #scrolled() {
    if (this.scroll.isNearStart && !this.#span.atStart) {
      this.render();
    } else if (this.scroll.isNearStart) {
      this.chat.lookBack();
    } else if (this.scroll.isNearEnd && !this.#span.atEnd) {
      this.#span.down();
      this.render();
    } else if (this.scroll.isNearEnd && this.#isApart) {
      this.chat.lookAhead();
    }
    if (this.#isAtEnd) {
      this.scroll.follow();
    }
    this.#drawJump();
    this.onSeen();
  }
}
