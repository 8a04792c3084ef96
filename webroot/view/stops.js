const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/**
 * The messages as stops of the keyboard: Tab comes to one of them, the last at first, the arrows go on
 * from there, and Tab again goes to what that one offers.
 */
export class Stops {
  #list;
  #stop = null;

  constructor(list) {
    this.#list = list;
    list.addEventListener('focusin', ({ target }) => this.#moveTo(target.closest('article')));
    list.addEventListener('keydown', (event) => this.#key(event));
  }

  /** The rows are others. */
  settle() {
    if (!this.#stop?.isConnected) {
      this.#moveTo(this.#all.at(-1) ?? null);
    } else if (!this.#list.contains(document.activeElement)) {
      this.#moveTo(this.#all.at(-1));
    }
  }

  get #all() {
    return [...this.#list.querySelectorAll('article[tabindex]')];
  }

  #moveTo(article) {
    if (this.#stop !== article) {
      this.#stop?.setAttribute('tabindex', '-1');
      article?.setAttribute('tabindex', '0');
      this.#stop = article;
    }
  }

  #key(event) {
    const by = STEPS[event.key];
    const bare = !event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey;
    if (by && bare && event.target === this.#stop) {
      const all = this.#all;
      all[all.indexOf(this.#stop) + by]?.focus();
      event.preventDefault();
    } else if (event.key === 'Escape' && event.target !== this.#stop) {
      this.#stop?.focus();
    }
  }
}
