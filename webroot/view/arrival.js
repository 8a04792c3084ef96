import { readFragment, SignIn, WANTED } from '../model/signin.js';

/**
 * Who is here, if that is for another site to say: one that links here with a token, or shows the page in
 * a frame. That one is asked, and waited for as long as there is patience.
 */
export async function arrive({ tab, patience }) {
  const around = window.parent === window ? null : window.parent;
  let embedders = null;
  const signIn = new SignIn({
    token: takeToken(),
    store: tab,
    ask: around && (() => around.postMessage({ type: WANTED }, '*')), // which says nothing
    origins: () => (embedders ??= allowed()),
  });
  if (around) {
    window.addEventListener('message', (event) => event.source === around && signIn.heard(event));
    signIn.ask();
  }
  if (around && signIn.token === null) {
    await new Promise((resolve) => {
      signIn.on('token', resolve);
      setTimeout(resolve, patience);
    });
  }
  return signIn;
}

/** A token in the address is for nobody to read there, and for no history to keep. */
export function takeToken() {
  const { room, token } = readFragment(location.hash);
  if (token) {
    history.replaceState(null, '', room ? `#${room}` : location.pathname + location.search);
  }
  return token || null;
}

/** The sites that may show the page in a frame: the browser goes by the same list. */
async function allowed() {
  try {
    return await (await fetch('embed.json')).json();
  } catch {
    return [];
  }
}
