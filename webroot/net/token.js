/**
 * What a token (RFC 7519) says of somebody: {id, nick}, each '' where it does not. Not proven here: good
 * enough to keep apart what two people write, and for a name until the server says which.
 */
export function claimsOf(token) {
  const { sub, name, preferred_username: other } = payloadOf(token);
  const text = (value) => (typeof value === 'string' ? value.trim() : '');
  return { id: text(sub), nick: text(name) || text(other) || text(sub) };
}

function payloadOf(token) {
  try {
    const bytes = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.codePointAt(0)));
    return JSON.parse(text) ?? {};
  } catch {
    return {}; // of another kind
  }
}
