// How long the page keeps the screen waiting, in milliseconds: the work between two frames, which
// does not depend on how fast the screen is. And what the time goes into, which does not depend on
// how busy the machine is: the rows there are, and those made anew for one frame.

async function watch(steps, step) {
  const list = document.querySelector('.messages');
  const rows = (nodes) => [...nodes].filter((node) => node.nodeType === Node.ELEMENT_NODE).length;
  let made = 0;
  const observer = new MutationObserver((changes) =>
    changes.forEach(({ addedNodes }) => (made += rows(addedNodes))),
  );
  observer.observe(list, { childList: true });
  const times = [];
  let [mostRows, mostMade] = [0, 0];
  for (let i = 0; i < steps; i++) {
    await new Promise(requestAnimationFrame);
    const start = performance.now();
    made = 0;
    step(i);
    await new Promise((done) => setTimeout(done)); // what the step set off comes first
    await new Promise(requestAnimationFrame);
    await new Promise((done) => setTimeout(done));
    times.push(performance.now() - start);
    mostMade = Math.max(mostMade, made);
    mostRows = Math.max(mostRows, rows(list.childNodes));
  }
  observer.disconnect();
  times.sort((a, b) => a - b);
  const round = Math.round;
  return { mostRows, mostMade, median: round(times[steps >> 1]), longest: round(times.at(-1)) };
}

async function scrollingUp() {
  const log = document.querySelector('.log');
  return watch(100, () => log.scrollBy(0, -700));
}

async function typing() {
  const text = document.querySelector('#text');
  text.focus();
  return watch(60, () => document.execCommand('insertText', false, 'a'));
}
