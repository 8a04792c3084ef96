/**
 * How far somebody has read a room, and what has come since.
 *
 * The divider is where reading stopped when the first unread message came. It stays when the rest
 * has been read, so that the eye finds the place, and moves with the next unread message.
 */
export class Reading {
  divider = null;
  unread = 0;
  mentions = 0;
  #old = null;

  /** `read` is the number of the last message that was read, `behind` how many are unread already. */
  constructor(read = 0, behind = 0) {
    this.read = read;
    this.unread = behind;
    this.divider = behind > 0 ? read : null;
  }

  /**
   * Goes on where an earlier visit, {epoch, read} or null, stopped, if the numbering still holds;
   * `heard` is the number before the recent messages that are about to come.
   */
  static of(kept, { epoch, head, first }, heard) {
    const goesOn = kept?.epoch === epoch && kept.read <= head;
    const read = goesOn ? kept.read : head;
    const oldest = first <= heard ? first : 1; // else it is the first that follows: what is kept before?
    const behind = heard - Math.max(read, oldest - 1);
    return new Reading(read, Math.max(0, behind));
  }

  missed(isMention) {
    if (this.unread === 0) {
      this.divider = this.read;
    }
    this.unread++;
    this.mentions += isMention ? 1 : 0;
  }

  /** Read as far as this; `unread` are left. */
  upTo(seq, unread = 0) {
    this.read = Math.max(this.read, seq);
    this.unread = unread;
    this.mentions = Math.min(this.mentions, unread);
  }

  /** Somebody read as far as this somewhere else. False when we did, too. */
  elsewhere(read, messages) {
    const isNews = read > this.read;
    if (isNews) {
      this.upTo(read, messages.filter(({ seq }) => seq !== null && seq > read).length);
    }
    return isNews;
  }

  hideDivider() {
    if (this.unread === 0) {
      this.divider = null;
    }
  }

  /** Another numbering, above what is shared: marks move to where their messages turn up again. */
  renumber(shared = 0) {
    this.#old = { read: this.read, divider: this.divider };
    this.read = Math.min(this.read, shared);
    this.divider = this.divider !== null && this.divider <= shared && shared > 0 ? this.divider : null;
  }

  moved(from, to) {
    if (this.#old && from <= this.#old.read) {
      this.read = Math.max(this.read, to);
    }
    if (this.#old && from === this.#old.divider) {
      this.divider = to;
    }
  }
}
