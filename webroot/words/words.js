import en from './en.js';
import ko from './ko.js';

/** The page's own words in the language somebody reads: `t('key', values)`. */
const LANGUAGES = { en, ko };
let current = 'en';
let locale = 'en';

export const languages = () => Object.entries(LANGUAGES).map(([id, { name }]) => ({ id, name }));
export const language = () => current;

/** The first of the wished languages that there is, English else. */
export function speak(...wishes) {
  const wished = wishes.filter(Boolean).map((wish) => wish.toLowerCase().split('-')[0]);
  current = wished.find((wish) => wish in LANGUAGES) ?? 'en';
  const ways = wishes.filter((wish) => wish?.split('-')[0] === current);
  locale = ways.find((wish) => wish.includes('-')) ?? current; // en-GB writes times as en does not
}

/** `otherwise` is the key of a sentence for when there is none. */
export function t(key, values, otherwise = null) {
  const entry = LANGUAGES[current][key] ?? (otherwise && LANGUAGES[current][otherwise]) ?? key;
  return typeof entry === 'function' ? entry(values) : entry;
}

const time = (options) => (at) => new Intl.DateTimeFormat(locale, options).format(at);
export const timeOfDay = time({ hour: 'numeric', minute: '2-digit' });
export const longDate = time({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' });
export const moment = time({ dateStyle: 'long', timeStyle: 'medium' });
export const stamp = time({ dateStyle: 'medium', timeStyle: 'short' });
