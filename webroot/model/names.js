/** The server's rules for names (design section 4), so that a mistake shows while it is typed. */

const ROOM = /^[\p{L}\p{Nd}\p{Mn}\p{Mc}_.-]{1,64}$/u;
const HIDDEN = /[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]|(?![\u200c\u200d])\p{Cf}/u;

/** The room's name without a leading `#`, or null. */
export function roomName(text) {
  const name = text.normalize('NFC').trim().replace(/^#/, '');
  return ROOM.test(name) ? name : null;
}

export function nickname(text) {
  const name = text.normalize('NFC').trim();
  return name && [...name].length <= 32 && !HIDDEN.test(name) ? name : null;
}

/** Unguessable, and there on plain http as well, where randomUUID is not. */
export function randomId(bytes = 12) {
  const all = crypto.getRandomValues(new Uint8Array(bytes));
  return [...all].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
