// The language somebody reads: the one chosen here, else the browser's.
import { language, languages, speak } from './words/words.js';

const KEY = 'admin.language';

speak(localStorage.getItem(KEY), ...navigator.languages);
document.documentElement.lang = language();

/** The next one there is. */
export function other() {
  const all = languages();
  return all[(all.findIndex(({ id }) => id === language()) + 1) % all.length];
}

export function choose(id) {
  localStorage.setItem(KEY, id);
  location.reload();
}
