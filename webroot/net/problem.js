/** What a status says that comes without a code of the server's, from a proxy for instance. */
const CODES = new Map([
  [400, 'bad_field'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [413, 'too_long'],
  [429, 'rate_limited'],
]);

/** What a refusal (RFC 9457) is on a socket: {status, code, message, retryAfterMs}. */
export async function problemOf(response) {
  const { status } = response;
  const said = await response.json().catch(() => null);
  return {
    status,
    code: said?.code ?? CODES.get(status) ?? 'not_confirmed', // who knows how far it came
    message: said?.detail ?? `the server answers with status ${status}`,
    ...(Number.isFinite(said?.retryAfterMs) ? { retryAfterMs: said.retryAfterMs } : {}),
  };
}
