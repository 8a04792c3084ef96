import en from './en.js';

/**
 * The page's own words in the language somebody reads: `t('key', values)`. English is here from the
 * beginning, another language comes when it is wished for.
 */
const LANGUAGES = { en: 'English', ko: '한국어' };
const OTHERS = { ko: () => import('./ko.js') };
const words = { en };
let current = 'en';
let locale = 'en';

export const languages = () => Object.entries(LANGUAGES).map(([id, name]) => ({ id, name }));
export const language = () => current;

/** The first of the wished languages that there is, English else. */
export async function speak(...wishes) {
  const wished = wishes.filter(Boolean).map((wish) => wish.toLowerCase().split('-')[0]);
  const first = wished.find((wish) => wish in LANGUAGES) ?? 'en';
  current = (await isHere(first)) ? first : 'en';
  const ways = wishes.filter((wish) => wish?.split('-')[0] === current);
  locale = ways.find((wish) => wish.includes('-')) ?? current; // en-GB writes times as en does not
}

async function isHere(id) {
  try {
    words[id] ??= (await OTHERS[id]()).default;
    return true;
  } catch {
    return false; // there is no connection
  }
}

/** `otherwise` is the key of a sentence for when there is none. */
export function t(key, values, otherwise = null) {
  const entry = words[current][key] ?? (otherwise && words[current][otherwise]) ?? key;
  return typeof entry === 'function' ? entry(values) : entry;
}

const time = (options) => (at) => new Intl.DateTimeFormat(locale, options).format(at);
export const timeOfDay = time({ hour: 'numeric', minute: '2-digit' });
export const longDate = time({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
export const moment = time({ dateStyle: 'long', timeStyle: 'medium' });
export const stamp = time({ dateStyle: 'medium', timeStyle: 'short' });
