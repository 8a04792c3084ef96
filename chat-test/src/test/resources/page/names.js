// What a screen reader would have to call "button" or "edit text" and nothing more.

function nameless() {
  return [...document.querySelectorAll('button, a[href], input, textarea, summary, [role=log]')]
    .filter((element) => element.checkVisibility({ checkVisibilityCSS: true }))
    .filter((element) => !nameOf(element))
    .map((element) => element.outerHTML.slice(0, 120));
}

function nameOf(element) {
  const label = element.getAttribute('aria-label') ?? '';
  const labels = [...(element.labels ?? [])].map((each) => each.textContent).join(' ');
  const own = element.matches('button, a, summary') ? element.textContent : '';
  return (label + labels + own).replace(/[×☰]/g, '').trim();
}
