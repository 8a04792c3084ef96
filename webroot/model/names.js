import { hasUnseen, hasVisible } from './visible.js';

/**
 * The server's rules for names (design section 4), so that a mistake shows while it is typed: what
 * shows nothing, or makes one name look like another, is refused.
 */
const ROOM = /^[\p{L}\p{Nd}\p{Mn}\p{Mc}_.-]{1,64}$/u;
const LONGEST_NICK = 32;

/** The room's name without a leading `#`, or null. */
export function roomName(text) {
  const name = text.normalize('NFC').trim().replace(/^#/, '');
  return ROOM.test(name) && hasVisible(name) && !hasUnseen(name) ? name : null;
}

/** The same of what somebody types into a field: words are joined by hyphens. */
export const typedRoomName = (text) => roomName(text.trim().replace(/\s+/g, '-'));

export function nickname(text) {
  const name = text.normalize('NFC').trim();
  const fits = [...name].length <= LONGEST_NICK;
  return fits && hasVisible(name) && !hasUnseen(name) ? name : null;
}

/** Unguessable, and there on plain http as well, where randomUUID is not. */
export function randomId(bytes = 12) {
  const all = crypto.getRandomValues(new Uint8Array(bytes));
  return [...all].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
