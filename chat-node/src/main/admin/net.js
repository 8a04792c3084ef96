// Asks the node, and tells it what to do. What it refuses is a Refused with its own sentence.

export class Refused extends Error {}

const JSON_TYPE = { 'Content-Type': 'application/json' };

async function ask(path, options = {}) {
  const answer = await fetch(path, { cache: 'no-store', ...options });
  if (answer.status === 401) location.reload(); // to the login
  const body = answer.status === 204 ? {} : await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(body.detail ?? `${path}: ${answer.status}`);
  return body;
}

const send = (method, path, fields) =>
  ask(path, { method, ...(fields && { headers: JSON_TYPE, body: JSON.stringify(fields) }) });

export const get = path => ask(path);
export const post = (path, fields = {}) => send('POST', path, fields);
export const put = (path, fields) => send('PUT', path, fields);
export const del = (path, fields) => send('DELETE', path, fields);

/** The path with these values behind it, those that there are. */
export function query(path, values) {
  const asked = new URLSearchParams(Object.entries(values).filter(([, value]) => value || value === 0));
  return asked.size ? `${path}?${asked}` : path;
}
