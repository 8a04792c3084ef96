// prettier-ignore
const EMOJI = {
  smile: '😄', grin: '😁', joy: '😂', wink: '😉', blush: '😊', heart_eyes: '😍', thinking: '🤔',
  neutral: '😐', sweat_smile: '😅', cry: '😢', sob: '😭', angry: '😠', scream: '😱', sleepy: '😴',
  sunglasses: '😎', heart: '❤️', broken_heart: '💔', thumbsup: '👍', thumbsdown: '👎', ok: '👌',
  clap: '👏', wave: '👋', pray: '🙏', muscle: '💪', eyes: '👀', fire: '🔥', star: '⭐',
  sparkles: '✨', tada: '🎉', rocket: '🚀', bug: '🐛', check: '✅', cross: '❌', warning: '⚠️',
  question: '❓', coffee: '☕', beer: '🍺', pizza: '🍕', cake: '🍰', sun: '☀️', rain: '🌧️',
  snow: '❄️', rainbow: '🌈', dog: '🐶', cat: '🐱', korea: '🇰🇷', earth: '🌏', hundred: '💯',
};

/** `:name:` as its character, except in code. */
export function withEmoji(text) {
  return text
    .split(/(```[\s\S]*?```|`[^`]*`)/)
    .map((part, i) => (i % 2 ? part : part.replace(/:(\w+):/g, replaced)))
    .join('');
}

function replaced(whole, name) {
  return Object.hasOwn(EMOJI, name) ? EMOJI[name] : whole;
}
