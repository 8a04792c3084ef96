// WCAG 2.2, 1.4.3: 4.5 to 1, or 3 to 1 for large text. Colours are read by painting them.

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });

function rgba(colour) {
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = colour;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return [r, g, b, a / 255];
}

const over = ([r, g, b, a], ground) =>
  [r, g, b].map((part, i) => part * a + ground[i] * (1 - a)).concat(1);

function luminance([r, g, b]) {
  const [x, y, z] = [r, g, b].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * x + 0.7152 * y + 0.0722 * z;
}

/** What is behind an element's text, and the text's colour on it, with all opacities. */
function paint(element) {
  const chain = [];
  for (let each = element; each; each = each.parentElement) {
    chain.unshift(getComputedStyle(each));
  }
  let ground = [255, 255, 255, 1];
  let opacity = 1;
  for (const style of chain) {
    opacity *= Number(style.opacity);
    const [r, g, b, a] = rgba(style.backgroundColor);
    ground = over([r, g, b, a * opacity], ground);
  }
  const [r, g, b, a] = rgba(chain.at(-1).color);
  return { ground, ink: over([r, g, b, a * opacity], ground), opacity };
}

function contrast({ ground, ink }) {
  const [light, dark] = [luminance(ground), luminance(ink)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function isLarge(style) {
  const px = parseFloat(style.fontSize);
  return px >= 24 || (px >= 18.66 && Number(style.fontWeight) >= 700);
}

function texts() {
  const root = document.querySelector('dialog[open]') ?? document.body;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.textContent.trim() && isShown(element)) {
      found.add(element);
    }
  }
  return [...found];
}

function isShown(element) {
  return (
    element.checkVisibility({ checkVisibilityCSS: true }) &&
    !element.closest('.hidden, :disabled, script, style, noscript') &&
    paint(element).opacity > 0
  );
}

function unreadable() {
  return texts()
    .map((element) => ({ element, ratio: contrast(paint(element)) }))
    .filter(({ element, ratio }) => ratio < (isLarge(getComputedStyle(element)) ? 3 : 4.5))
    .map(({ element, ratio }) => `${element.className || element.tagName} ${ratio.toFixed(2)}`);
}
