import { problemOf } from './problem.js';
import { headersOf, requestOf } from './requests.js';

const ANSWER_MS = 10_000;
const ONLY_BY_SOCKET = { code: 'forbidden', message: 'this is only done by WebSocket' };
const LOST = { code: 'not_confirmed', message: 'the server did not answer' };

/** What one socket asks over HTTP, each for itself and none for longer than ten seconds. */
export class Exchange {
  #options;
  #waiting = new Set();

  constructor({ base, fetch, clock }) {
    this.#options = { base, fetch, clock };
  }

  /** The frame that answers one, or null for a frame that asks for nothing. */
  async ask(frame, who, rooms) {
    const request = requestOf(frame, who, rooms);
    if (request === null) {
      return frame.id ? refusal(frame, ONLY_BY_SOCKET) : null;
    }
    const { answer, problem } = await this.#answered(request, who);
    return answer ?? refusal(frame, problem);
  }

  /** Nobody waits any more. */
  close() {
    this.#waiting.forEach((each) => each.abort());
  }

  async #answered({ path, body, answer }, who) {
    const { base, fetch, clock } = this.#options;
    const abort = new AbortController();
    const cancel = clock.after(ANSWER_MS, () => abort.abort());
    this.#waiting.add(abort);
    const headers = headersOf(who);
    const said = body
      ? { method: 'POST', headers: { ...headers, 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
      : { headers };
    try {
      const options = { ...said, signal: abort.signal, cache: 'no-store' };
      const response = await fetch(new URL(path, base).href, options);
      return response.ok
        ? { answer: answer(await response.json()) }
        : { problem: await problemOf(response) };
    } catch {
      return { problem: LOST };
    } finally {
      cancel();
      this.#waiting.delete(abort);
    }
  }
}

/** Only of what changes something it matters whether it was done. */
function refusal({ type, room, id }, { code, message, retryAfterMs }) {
  const isDone = code !== 'not_confirmed' || type === 'say';
  return { type: 'error', code: isDone ? code : 'busy', message, room, id, retryAfterMs };
}
