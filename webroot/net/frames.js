/** What the page says and hears on the wire: `chat.v1.json`, one JSON object to a line. */

export const PROTOCOL = 'chat.v1.json';

/** The objects of one text frame; lines that are none are left out. */
export function parse(text) {
  return text.split('\n').map(object).filter(Boolean);
}

function object(line) {
  try {
    const value = JSON.parse(line);
    return typeof value?.type === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** With a `token` it is that which says who one is, and without a nickname how one is called. */
export const hello = (nick, client, token = null) =>
  token ? { type: 'hello', ...(nick ? { nick } : {}), token } : { type: 'hello', nick, client };
export const token = (fresh) => ({ type: 'token', token: fresh });
export const nick = (name) => ({ type: 'nick', nick: name });
export const leave = (room) => ({ type: 'leave', room });
export const typing = (room) => ({ type: 'typing', room });
/**
 * A message, which may answer one (`re`), or an `edit` or `delete` of one. `again`: it may have been said
 * long ago already.
 */
export const say = ({ type = 'say', room, id, text, re, of, again }) => ({
  ...{ type, room, id },
  ...(of ? { of } : {}),
  ...(type === 'delete' ? {} : { text }),
  ...(re ? { re } : {}),
  ...(again && type === 'say' ? { again } : {}),
});
/** `act` is `kick`, `mute`, `unmute`, `ban` or `unban`; without `minutes` it is for good. */
export const moderate = ({ act, room, person, minutes, reason }) => ({
  ...{ type: act, room, person },
  ...(minutes ? { minutes } : {}),
  ...(reason ? { reason } : {}),
});
/** `page` is {before, limit} and, in another numbering than the room's, its epoch. */
export const history = (room, page) => ({ type: 'history', room, ...page });
/** In all rooms when `room` is null; `before` is {room, epoch, seq} of an earlier page, or null. */
export const search = ({ room, text, before }, limit) => ({
  ...{ type: 'search', text, limit },
  ...(room === null ? {} : { room }),
  ...(before === null ? {} : { before }),
});
export const rooms = (limit) => ({ type: 'rooms', limit });
export const ping = (t) => ({ type: 'ping', t });

/** With a place {epoch, after} everything since then, else the last `recent` messages. */
export const join = (room, place, recent) =>
  place ? { type: 'join', room, ...place } : { type: 'join', room, recent };
