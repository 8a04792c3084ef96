/**
 * On a narrow screen rooms and people are drawers over the messages, one at a time, and what is
 * behind is out of reach. Escape or a click beside closes, and the focus goes back to the button.
 */
export class Drawers {
  #open = null;

  /** `drawers` is a list of {name, button, side}. */
  constructor(root, drawers) {
    this.root = root;
    this.drawers = drawers;
    drawers.forEach((drawer) => drawer.button.addEventListener('click', () => this.toggle(drawer)));
    root.addEventListener('keydown', (event) => event.key === 'Escape' && this.close());
    root.addEventListener('pointerdown', (event) => {
      if (this.#open && !event.target.closest('.side')) {
        event.preventDefault(); // or the focus would go where the click was
        this.close();
      }
    });
    window.addEventListener('resize', () => {
      if (this.#open && !this.#open.button.checkVisibility()) {
        this.#show(null); // there is room for all three now
      }
    });
  }

  toggle(drawer) {
    if (this.#open === drawer) {
      this.close();
    } else {
      this.#show(drawer);
      drawer.side.focus();
    }
  }

  close() {
    const was = this.#open;
    if (was) {
      this.#show(null);
      was.button.focus();
    }
  }

  #show(drawer) {
    this.#open = drawer;
    this.root.dataset.drawer = drawer?.name ?? '';
    this.root.querySelector('main').inert = drawer !== null;
    this.drawers.forEach((each) => each.button.setAttribute('aria-expanded', each === drawer));
  }
}
