import { backoff } from '../net/backoff.js';

const RATE = 20;
const AGAIN = { base: 1_000, cap: 20_000 };
const FULL = { base: 5_000, cap: 60_000 };
/** These ask for a change by somebody: only a new connection or a hand tries again. */
export const FOR_GOOD = ['forbidden', 'not_found', 'bad_field'];

/**
 * Enters rooms no faster than the server bears: half of what one client may send, so that what is
 * said meanwhile has its share. However many rooms wait, there is one timer.
 */
export class Joining {
  #send;
  #clock;
  #random;
  #due = new Map();
  #tries = new Map();
  #share = RATE / 2;
  #tokens = 0;
  #filledAt = 0;
  #heldUntil = 0;
  #cancel = () => {};

  /** `send(name)` asks to enter a room. */
  constructor({ send, clock, random = Math.random }) {
    this.#send = send;
    this.#clock = clock;
    this.#random = random;
  }

  /** A new connection, on which nothing has been sent. `rate` is frames a second. */
  begin(rate) {
    this.stop();
    this.#share = Math.max(1, (rate || RATE) / 2);
    this.#tokens = this.#share;
    this.#filledAt = this.#clock.now();
    this.#heldUntil = 0;
  }

  stop() {
    this.#cancel();
    this.#due.clear();
    this.#tries.clear();
  }

  ask(name, ms = 0) {
    this.#due.set(name, this.#clock.now() + ms);
    this.#turn();
  }

  entered(name) {
    this.#due.delete(name);
    this.#tries.delete(name);
  }

  /** Nobody wants to be there any more. */
  forget = this.entered;

  /** What an error about a room that could not be entered asks for. */
  refused({ room, code, retryAfterMs = 0 }) {
    if (code === 'rate_limited') {
      this.#heldUntil = this.#clock.now() + retryAfterMs;
      this.ask(room);
    } else if (!FOR_GOOD.includes(code)) {
      const tries = this.#tries.get(room) ?? 0;
      this.#tries.set(room, tries + 1);
      const most = backoff(tries, () => 1, code === 'room_full' ? FULL : AGAIN);
      this.ask(room, Math.max(retryAfterMs, (most + most * this.#random()) / 2));
    }
  }

  #turn() {
    const now = this.#clock.now();
    this.#refill(now);
    for (const [name, at] of [...this.#due]) {
      if (at <= now && now >= this.#heldUntil && this.#tokens >= 1) {
        this.#tokens--;
        this.#due.delete(name);
        this.#send(name);
      }
    }
    this.#wait(now);
  }

  #refill(now) {
    const since = (now - this.#filledAt) / 1000;
    this.#tokens = Math.min(this.#share, this.#tokens + since * this.#share);
    this.#filledAt = now;
  }

  #wait(now) {
    this.#cancel();
    if (this.#due.size) {
      const soonest = Math.max(this.#heldUntil, Math.min(...this.#due.values()));
      const filled = this.#tokens >= 1 ? 0 : ((1 - this.#tokens) / this.#share) * 1000;
      const ms = Math.max(1, soonest - now, Math.ceil(filled));
      this.#cancel = this.#clock.after(ms, () => this.#turn());
    }
  }
}
