/**
 * On a narrow screen rooms, people and the search are drawers over the messages, one at a time, and
 * what is behind is out of reach. Escape or a click beside closes, and the focus goes back to the
 * button. On a wide one the search takes the place of the people, and nothing is behind it.
 */
export class Drawers {
  /** The name of the open one: the id of what it shows. */
  open = null;

  constructor(root, { onChange }) {
    this.root = root;
    this.onChange = onChange;
    root.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && (this.isOver || event.target.closest(`#${this.open}`))) {
        this.close();
      }
    });
    root.addEventListener('pointerdown', (event) => {
      if (this.isOver && !event.target.closest('.side')) {
        event.preventDefault(); // or the focus would go where the click was
        this.close();
      }
    });
    window.addEventListener('resize', () => {
      if (this.open) {
        this.#show(this.#button(this.open).checkVisibility() ? this.open : null); // or there is room
      }
    });
  }

  /** Whether there is something behind the open one. */
  get isOver() {
    return this.open !== null && getComputedStyle(this.#side(this.open)).position === 'fixed';
  }

  toggle(name) {
    if (this.open === name) {
      this.close();
    } else {
      this.#show(name);
      this.#side(name).focus();
    }
  }

  /** Opens it if it is a drawer now and not simply there. */
  reveal(name) {
    if (this.open !== name && this.#button(name).checkVisibility()) {
      this.#show(name);
    }
  }

  /** Gives way to what was chosen in it, if that is behind. True if it did. */
  giveWay() {
    const { isOver } = this;
    if (isOver) {
      this.close();
    }
    return isOver;
  }

  close() {
    const was = this.open;
    if (was) {
      this.#show(null);
      this.#button(was).focus();
    }
  }

  #show(name) {
    this.open = name;
    this.root.dataset.drawer = name ?? '';
    this.root.querySelector('main').inert = this.isOver;
    this.onChange();
  }

  #side(name) {
    return this.root.querySelector(`#${name}`);
  }

  #button(name) {
    return this.root.querySelector(`[aria-controls=${name}]`);
  }
}
