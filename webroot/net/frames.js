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

export const hello = (nick, client) => ({ type: 'hello', nick, client });
export const nick = (name) => ({ type: 'nick', nick: name });
export const leave = (room) => ({ type: 'leave', room });
export const typing = (room) => ({ type: 'typing', room });
export const say = (room, id, text) => ({ type: 'say', room, id, text });
/** `page` is {before, limit} and, in another numbering than the room's, its epoch. */
export const history = (room, page) => ({ type: 'history', room, ...page });
export const rooms = (limit) => ({ type: 'rooms', limit });
export const ping = (t) => ({ type: 'ping', t });

/** With a place {epoch, after} everything since then, else the last `recent` messages. */
export const join = (room, place, recent) =>
  place ? { type: 'join', room, ...place } : { type: 'join', room, recent };
