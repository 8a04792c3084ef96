const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** What the keyboard does wherever the focus is, except under a dialog. */
export function shortcuts({ onFind, onSearch, onStep }) {
  window.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (document.querySelector('dialog[open]') || event.isComposing) {
      return;
    }
    const command = (ctrlKey || metaKey) && !altKey ? key.toLowerCase() : null;
    if (command === 'k' && !shiftKey) {
      event.preventDefault();
      onFind();
    } else if (command === 'f' && shiftKey) {
      event.preventDefault();
      onSearch();
    } else if (Object.hasOwn(STEPS, key) && altKey && !ctrlKey && !metaKey && !shiftKey) {
      event.preventDefault();
      onStep(STEPS[key]);
    }
  });
}
