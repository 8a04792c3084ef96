import { guard } from '../lib/lit-html/directives/guard.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { html, render } from '../lib/lit-html/lit-html.js';
import { language, t } from '../words/words.js';
import { markRow } from './marks.js';
import { messageRow, pendingRow } from './message.js';
import { rowsOf } from './rows.js';
import { Scroll } from './scroll.js';
import { Span } from './span.js';

/**
 * The messages of the room in front. Draws a window of them, keeps the reader's place whatever
 * arrives above or below, and follows the end only while the reader is there.
 */
export class TimelineView {
  #span = new Span();
  #room = null;
  #begun = false;
  #top;
  #list;
  #log;
  #jump;

  constructor(root, { chat, outbox, onSeen }) {
    this.chat = chat;
    this.outbox = outbox;
    this.onSeen = onSeen;
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
    this.scroll = new Scroll(this.#log, this.#list, () => this.#begun && this.#scrolled());
    chat.on('rooms', () => this.#follow());
  }

  /** At once: whether a message is seen is asked before the next frame, and about this room. */
  #follow() {
    if (this.#room !== this.chat.current) {
      this.#room = this.chat.current;
      this.#begun = false;
      this.#span.reset();
      this.scroll.follow();
    }
  }

  /** Whether what arrives now comes into view by itself. */
  get isFollowing() {
    return this.scroll.isFollowing;
  }

  get #isAtEnd() {
    return this.#span.atEnd && this.scroll.isAtEnd;
  }

  toEnd() {
    this.#span.reset();
    this.scroll.follow();
    this.render();
  }

  render() {
    const room = this.#room;
    if (!this.#begun) {
      this.scroll.follow(); // whatever was scrolled last was another room
    }
    const messages = room?.timeline.messages ?? [];
    this.#span.update(messages, this.scroll.isFollowing);
    if (this.#begun || !messages.length) {
      this.#stay(room, messages);
    } else {
      this.#begin(room, messages);
    }
    this.#drawJump();
    this.onSeen();
  }

  #stay(room, messages) {
    if (!this.scroll.isFollowing && this.scroll.isNearStart) {
      this.#span.up(); // before the top is reached: there a list scrolls no further by itself
    }
    this.scroll.keepPlace(() => this.#draw(room, messages));
    if (!this.scroll.isScrollable) {
      this.chat.lookBack();
    }
  }

  /** The first look into a room: at what is unread, once all of that is here, else at the end. */
  #begin(room, messages) {
    const { divider, unread } = room.reading;
    const from = unread ? messages.findIndex(({ seq }) => seq !== null && seq > divider) : -1;
    if (from >= 0) {
      this.#span.around(from);
    }
    this.#begun = from !== 0 || !room.timeline.more;
    this.#stay(room, messages);
    if (from >= 0) {
      this.scroll.show(this.#list.querySelector('.divider'));
    }
    if (!this.#begun) {
      this.chat.lookBack();
    }
  }

  #draw(room, messages) {
    const { from, to } = this.#span;
    const rows = !room
      ? []
      : rowsOf({
          messages: messages.slice(from, to),
          previous: messages[from - 1],
          namesakes: room.namesakes,
          notices: room.timeline.notices,
          divider: room.reading.divider,
          pending: this.#span.atEnd ? this.outbox.of(room.name) : [],
          language: language(),
        });
    // A row is made anew only when it looks different: the others cost a comparison.
    const { nick } = this.chat.me;
    const drawn = (row) => guard([row.look, nick], () => this.#build(row));
    render(repeat(rows, ({ key }) => key, drawn), this.#list);
    render(room ? this.#topText(room) : t('rooms.empty'), this.#top);
    this.#log.setAttribute('aria-label', room ? t('messages', { room: room.name }) : t('title'));
  }

  #build(row) {
    if (row.kind === 'message') {
      return messageRow(row, this.chat.me);
    }
    if (row.kind === 'pending') {
      return pendingRow(row, this.chat.me, {
        again: (id) => this.outbox.again(id),
        drop: (id) => this.outbox.drop(id),
      });
    }
    return markRow(row);
  }

  #topText(room) {
    if (room.timeline.epoch === null) {
      return room.refusal ? '' : t('messages.joining'); // why not is said above
    }
    if (!this.#span.atStart || room.timeline.more) {
      return t('messages.older');
    }
    return room.timeline.oldest > 1
      ? t('messages.trimmed')
      : t('messages.begin', { room: room.name });
  }

  #drawJump() {
    const { unread = 0 } = this.#room?.reading ?? {};
    this.#jump.hidden = this.#isAtEnd;
    render(unread ? t('messages.new', { n: unread }) : t('messages.latest'), this.#jump);
  }

  #scrolled() {
    if (this.scroll.isNearStart && !this.#span.atStart) {
      this.render();
    } else if (this.scroll.isNearStart) {
      this.chat.lookBack();
    } else if (this.scroll.isNearEnd && !this.#span.atEnd) {
      this.#span.down();
      this.render();
    }
    if (this.#isAtEnd) {
      this.scroll.follow();
    }
    this.#drawJump();
    this.onSeen();
  }
}
