/**
 * What one frame asks for over HTTP: {path, body, answer}, where `answer` makes the frame of what
 * comes back. Null for what is not asked that way. `who` is {nick, client, token}, `rooms` those that
 * one is in.
 */
export function requestOf(frame, who, rooms) {
  return Object.hasOwn(REQUESTS, frame.type) ? REQUESTS[frame.type](frame, who, rooms) : null;
}

const REQUESTS = {
  say: ({ room, id, text, re, again }, { nick, client }) => ({
    path: `api/rooms/${encodeURIComponent(room)}/messages`,
    body: { id, nick, client, text, re, ...(again ? { again } : {}) },
    answer: ({ epoch, seq, at }) => ({ type: 'ack', room, id, epoch, seq, at }),
  }),

  history: ({ room, before, epoch, limit }) => ({
    path: `api/rooms/${encodeURIComponent(room)}/messages${query({ before, epoch, limit })}`,
    answer: ({ messages, more, next, ...found }) => ({
      ...{ type: 'history', room, epoch: found.epoch, messages },
      ...rest(more, next),
    }),
  }),

  search: ({ room, text, before, limit }, who, rooms) => {
    const where = room === undefined ? rooms : [room];
    return {
      path: `api/search${query({ q: text, room: where, before: before && placeOf(before, where), limit })}`,
      answer: ({ messages, more, next }) => ({
        ...{ type: 'found', text, messages },
        ...(room === undefined ? {} : { room }),
        ...rest(more, next && { ...(where.length === 1 ? { room: where[0] } : {}), ...next }),
      }),
    };
  },

  rooms: ({ limit }) => ({
    path: `api/rooms${query({ limit })}`,
    answer: ({ rooms: all }) => ({
      type: 'rooms',
      rooms: all.map(({ name, people }) => ({ room: name, count: people })),
    }),
  }),
};

const rest = (more, next) => (more ? { more, next } : { more: false });

/** Where a page of a search ended: with the name of the room where there are several. */
const placeOf = ({ room, epoch, seq }, where) =>
  where.length === 1 ? `${epoch}:${seq}` : `${room}:${epoch}:${seq}`;

/** Who asks: the one whom a token names, or the guest whom only his client knows. */
export const headersOf = ({ client, token }) =>
  token ? { Authorization: `Bearer ${token}` } : { 'Chat-Client': client };

/** What has a value, and each of a list. */
export function query(fields) {
  const pairs = Object.entries(fields).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => `${name}=${encodeURIComponent(each)}`),
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}
