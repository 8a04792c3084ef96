const NEAR_PX = 600;
const AT_END_PX = 24;

/**
 * The place of the reader in a list that changes above and below. While following, the end stays in
 * view, whatever changes in size; else the first visible row stays where it is.
 */
export class Scroll {
  isFollowing = true;
  #box;
  #list;
  #last = 0;

  constructor(box, list, onScroll) {
    this.#box = box;
    this.#list = list;
    const scrolled = () => {
      this.#leave();
      onScroll();
      this.#last = box.scrollTop;
    };
    box.addEventListener('scroll', scrolled, { passive: true });
    const sizes = new ResizeObserver(() => this.isFollowing && this.#toEnd());
    sizes.observe(box);
    sizes.observe(list);
  }

  get isAtEnd() {
    return this.#below <= AT_END_PX;
  }

  get isNearEnd() {
    return this.#below < NEAR_PX;
  }

  get isNearStart() {
    return this.#box.scrollTop < NEAR_PX;
  }

  get isScrollable() {
    return this.#box.scrollHeight > this.#box.clientHeight;
  }

  get #below() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight;
  }

  follow() {
    this.isFollowing = true;
  }

  stay() {
    this.isFollowing = false;
  }

  /** Only going up is leaving: a list that grows, or a box that shrinks, takes nobody away. */
  #leave() {
    if (this.#box.scrollTop < this.#last && !this.isAtEnd) {
      this.isFollowing = false;
    }
  }

  /** Brings a row to the upper third. Not into view: that would scroll the page as well. */
  show(element) {
    if (element) {
      this.isFollowing = false;
      const below = element.getBoundingClientRect().top - this.#box.getBoundingClientRect().top;
      this.#box.scrollTop += below - this.#box.clientHeight / 4;
      this.isFollowing = this.isAtEnd;
      this.#last = this.#box.scrollTop;
    }
  }

  /** Draws without moving what is being read. */
  keepPlace(draw) {
    if (this.isFollowing) {
      draw();
      this.#toEnd();
      return;
    }
    const top = this.#box.getBoundingClientRect().top;
    const seen = [...this.#list.children].filter(
      (row) => row.getBoundingClientRect().bottom > top,
    );
    const before = seen.map((row) => row.getBoundingClientRect().bottom); // a head may come or go
    draw();
    const kept = seen.findIndex((row) => row.isConnected);
    if (kept >= 0) {
      this.#box.scrollTop += seen[kept].getBoundingClientRect().bottom - before[kept];
    }
    this.#last = this.#box.scrollTop;
  }

  #toEnd() {
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#last = this.#box.scrollTop;
  }
}
