/**
 * How long to wait before the next try: anything up to a limit that doubles ("full jitter"), so
 * that the clients of a node that died do not come back in step.
 */
export function backoff(tries, random = Math.random, { base = 1000, cap = 20_000 } = {}) {
  return Math.round(random() * Math.min(cap, base * 2 ** Math.min(tries, 30)));
}
