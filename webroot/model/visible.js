/** Symbols, and one letter, that are drawn as nothing though Unicode does not call them ignorable. */
const BLANK = '\\u2800\\u{1d159}\\u{13441}\\u{13442}';
const UNSEEN = new RegExp(
  `[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Cn}\\p{Default_Ignorable_Code_Point}${BLANK}]|(?! )\\p{White_Space}`,
  'u',
);
const VISIBLE = new RegExp(
  `(?![\\p{Default_Ignorable_Code_Point}${BLANK}])[\\p{L}\\p{N}\\p{P}\\p{S}]`,
  'u',
);

/** Whether a text shows anything: the Hangul fillers, for one, are letters, yet nobody sees them. */
export const hasVisible = (text) => VISIBLE.test(text);

/** Whether there is something in it that shows nothing, other than a plain space. */
export const hasUnseen = (text) => UNSEEN.test(text);
