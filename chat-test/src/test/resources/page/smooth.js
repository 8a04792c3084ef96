// How long the page keeps the screen waiting, in milliseconds: the work between two frames, which
// does not depend on how fast the screen is.

async function longestWork(steps, step) {
  let longest = 0;
  for (let i = 0; i < steps; i++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    step(i);
    await new Promise((done) => setTimeout(done)); // what the step set off comes first
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done));
    longest = Math.max(longest, performance.now() - start);
  }
  return longest;
}

async function longestFrameScrollingUp() {
  const log = document.querySelector('.log');
  return longestWork(100, () => log.scrollBy(0, -700));
}

async function longestFrameTyping() {
  const text = document.querySelector('#text');
  text.focus();
  return longestWork(60, () => document.execCommand('insertText', false, 'a'));
}
