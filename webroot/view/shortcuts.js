const STEPS = { ArrowUp: -1, ArrowDown: 1 };

/** What the keyboard does wherever the focus is, except under a dialog. */
export function shortcuts({ onFind, onStep }) {
  window.addEventListener('keydown', (event) => {
    const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (document.querySelector('dialog[open]') || shiftKey || event.isComposing) {
      return;
    }
    if (key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey) {
      event.preventDefault();
      onFind();
    } else if (Object.hasOwn(STEPS, key) && altKey && !ctrlKey && !metaKey) {
      event.preventDefault();
      onStep(STEPS[key]);
    }
  });
}
