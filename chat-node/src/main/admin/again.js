/** Does something now and every so often while the page is looked at; the answer ends that. */
export function again(everyMs, what) {
  let isOver = false;
  let timer;
  const turn = async () => {
    if (!document.hidden && !document.querySelector('dialog[open]')) await what(() => isOver);
    if (!isOver) timer = setTimeout(turn, everyMs);
  };
  turn();
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}
