/** Refusals of a room that the server itself goes on trying to open. */
const PUT_OFF = ['busy', 'no_quorum'];
const LISTED = 200;

/**
 * The rooms of a socket without a socket: how far each was heard, so that the next stream goes on
 * there, and what of a stream is news. Streams are numbered; of two that overlap the earlier goes on
 * until the later begins, and what both bring counts once.
 *
 * A place is {epoch, seq, recent, stream, members, isTaken, isIn, isHeld}: `stream` is the first that
 * brings the room, `members` are all who are there, by id, or null when they are too many to be
 * listed; taken is what such a stream has begun with, and held what is left out for now.
 */
export class Places {
  #places = new Map();

  get rooms() {
    return [...this.#places.keys()];
  }

  /** Those that this stream was to bring first. */
  broughtBy(stream) {
    const isFirst = ([, place]) => place.stream <= stream && !place.isTaken && !place.isHeld;
    return [...this.#places].filter(isFirst).map(([room]) => room);
  }

  /** Leaves these out until the next stream has begun. */
  hold(rooms) {
    rooms.forEach((room) => (this.#places.get(room).isHeld = true));
  }

  /** The server takes what this stream was to bring. True when there is more. */
  begun(stream) {
    const held = [...this.#places.values()].filter(({ isHeld }) => isHeld);
    this.broughtBy(stream).forEach((room) => (this.#places.get(room).isTaken = true));
    held.forEach((place) => (place.isHeld = false));
    return held.length > 0;
  }

  has(room) {
    return this.#places.has(room);
  }

  /** Once more: begins anew where the frame says. */
  join({ room, epoch = null, after = null, recent = 0 }, stream) {
    const place = { epoch, seq: after, recent, stream };
    this.#places.set(room, { ...place, members: null, isTaken: false, isIn: false, isHeld: false });
  }

  leave(room) {
    this.#places.delete(room);
  }

  /** What the next stream is to bring: {room: [...], recent}. */
  get wish() {
    const all = [...this.#places].filter(([, { isHeld }]) => !isHeld);
    const room = all.map(([name, { epoch, seq }]) => (epoch === null ? name : `${name}:${epoch}:${seq}`));
    const recent = Math.max(0, ...all.map(([, place]) => (place.epoch === null ? place.recent : 0)));
    return { room, recent };
  }

  /** What is to be told of a frame of this stream; null for nothing. */
  sift(frame, stream) {
    if (frame.room === undefined) {
      return frame;
    }
    const place = this.#places.get(frame.room);
    if (!place || stream < place.stream) {
      return null;
    }
    switch (frame.type) {
      case 'joined':
        return this.#joined(place, frame);
      case 'error':
        return this.#refused(place, frame);
      case 'left':
        this.leave(frame.room);
        return frame;
      case 'reset':
        Object.assign(place, { epoch: frame.epoch, seq: frame.first - 1 });
        return frame;
      case 'presence':
        this.#changed(place, frame);
        return frame;
      default:
        return this.#numbered(place, frame);
    }
  }

  /** One that goes on where we are says only who is there. */
  #joined(place, frame) {
    const { room, epoch, first, members, count } = frame;
    const before = place.members;
    const wasIn = place.isIn;
    const isSame = wasIn && epoch === place.epoch;
    place.members = members.length === count ? new Map(members.map((each) => [each.id, each])) : null;
    if (isSame && first <= place.seq + 1) {
      const known = before && place.members ? [...before.values()] : [];
      const left = known.filter(({ id }) => !place.members.has(id));
      return { type: 'presence', room, joined: members, left, count };
    }
    Object.assign(place, { epoch, seq: first - 1, isIn: true });
    return isSame ? { ...frame, complete: false } : frame;
  }

  #changed(place, { joined, left }) {
    const { members } = place;
    left.forEach(({ id }) => members?.delete(id));
    joined.forEach((person) => members?.set(person.id, person));
    if (members?.size > LISTED) {
      place.members = null;
    }
  }

  /** Whoever was in learns that he is not any more, and joins again - unless he was put out. */
  #refused(place, frame) {
    const wasIn = place.isIn;
    if (wasIn && frame.code === 'forbidden') {
      return frame; // `left` comes next
    }
    place.isIn = false;
    if (!PUT_OFF.includes(frame.code)) {
      this.leave(frame.room);
    }
    return wasIn ? { ...frame, code: 'not_joined' } : frame;
  }

  #numbered(place, frame) {
    if (!Number.isInteger(frame.seq)) {
      return frame;
    }
    if (!place.isIn || frame.seq <= place.seq) {
      return null;
    }
    place.seq = frame.seq;
    return frame;
  }
}
