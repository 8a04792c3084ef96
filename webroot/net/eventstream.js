import { parse } from './frames.js';
import { problemOf } from './problem.js';
import { EventReader } from './sse.js';

/**
 * One answer of server-sent events, read as it comes: an EventSource takes no headers, and who
 * somebody is must not stand in an address.
 */
export class EventStream {
  #abort = new AbortController();
  #options;

  /**
   * `onHeard()` is told of every sign of life, `onFrames(frames)` of what it said, `onEnd(problem)`
   * of the end: {} when the server ended it, else why there is none. After `close` nothing is told.
   */
  constructor(options) {
    this.#options = options;
    this.#run();
  }

  close() {
    this.#abort.abort();
  }

  get #isClosed() {
    return this.#abort.signal.aborted;
  }

  async #run() {
    const { fetch, url, headers } = this.#options;
    const { signal } = this.#abort;
    const response = await fetch(url, { headers, signal, cache: 'no-store' }).catch(() => null);
    if (!response?.ok) {
      this.#end(response === null ? { status: 0 } : await problemOf(response));
      return;
    }
    const reader = response.body.getReader();
    const text = new TextDecoder();
    const events = new EventReader();
    for (let piece = await next(reader); piece; piece = await next(reader)) {
      if (this.#isClosed) {
        return;
      }
      this.#options.onHeard();
      const frames = events.take(text.decode(piece, { stream: true })).flatMap(parse);
      if (frames.length > 0) {
        this.#options.onFrames(frames);
      }
    }
    this.#end({});
  }

  #end(problem) {
    if (!this.#isClosed) {
      this.close();
      this.#options.onEnd(problem);
    }
  }
}

/** The next piece, or null when there is none: ended, or cut. */
async function next(reader) {
  try {
    const { value, done } = await reader.read();
    return done ? null : value;
  } catch {
    return null;
  }
}
