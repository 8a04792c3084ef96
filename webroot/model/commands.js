import { withEmoji } from './emoji.js';

/**
 * What a line in the composer means: {say: text}, or {name, rest} of a command. `/me` goes over the
 * wire as it is; two slashes say one.
 */
export function understand(line) {
  const [, name, rest] = /^\/(\p{L}+)(?:\s+([\s\S]*))?$/u.exec(line) ?? [];
  if (name && name !== 'me') {
    return { name: name.toLowerCase(), rest: (rest ?? '').trim() };
  }
  return { say: withEmoji(line.startsWith('//') ? line.slice(1) : line) };
}

/** What somebody does, if that is what the message says. */
export function actionOf(text) {
  return /^\/me\s+([\s\S]+)$/.exec(text ?? '')?.[1] ?? null;
}
