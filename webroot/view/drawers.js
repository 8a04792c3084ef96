/**
 * On a narrow screen rooms and people are drawers over the messages, one at a time, and what is
 * behind is out of reach. Escape or a click beside closes, and the focus goes back to the button.
 */
export class Drawers {
  /** The name of the open one: the id of what it shows. */
  open = null;

  constructor(root, { onChange }) {
    this.root = root;
    this.onChange = onChange;
    root.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
    root.addEventListener('pointerdown', (event) => {
      if (this.open && !event.target.closest('.side')) {
        event.preventDefault(); // or the focus would go where the click was
        this.close();
      }
    });
    window.addEventListener('resize', () => {
      if (this.open && !this.#button(this.open).checkVisibility()) {
        this.#show(null); // there is room for all three now
      }
    });
  }

  toggle(name) {
    if (this.open === name) {
      this.close();
    } else {
      this.#show(name);
      this.root.querySelector(`#${name}`).focus();
    }
  }

  /** Opens it if it is a drawer now and not simply there. */
  reveal(name) {
    if (this.open !== name && this.#button(name).checkVisibility()) {
      this.#show(name);
    }
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
    this.root.querySelector('main').inert = name !== null;
    this.onChange();
  }

  #button(name) {
    return this.root.querySelector(`[aria-controls=${name}]`);
  }
}
