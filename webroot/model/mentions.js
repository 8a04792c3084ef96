/** Whether a text calls somebody: `@nick`, not as a part of a longer word. */
export function mentions(text, nick) {
  if (!text || !nick) {
    return false;
  }
  const escaped = nick.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])@${escaped}(?![A-Za-z0-9_])`, 'iu').test(text);
}
