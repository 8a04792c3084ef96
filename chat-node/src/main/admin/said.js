import { t } from './words/words.js';

const SHOWN_MS = 6000;
const place = document.getElementById('said');
let timer;

/** Tells the operator something in passing. */
export function say(text, isBad = false) {
  clearTimeout(timer);
  place.textContent = text;
  place.classList.toggle('bad', isBad);
  place.hidden = false;
  timer = setTimeout(() => (place.hidden = true), SHOWN_MS);
}

/** Does it and tells of it; false when it failed, which is told as well. */
export async function attempt(deed, done) {
  try {
    const answer = await deed();
    if (done) say(done(answer));
    return true;
  } catch (failure) {
    say(t('failed', { why: failure.message }), true);
    return false;
  }
}
