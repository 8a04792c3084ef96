// Hears server-sent events with npm's eventsource. Every frame is told as it is, with its lastEventId.

import { EventSource } from 'eventsource';
import { on, say } from './stdio.mjs';

on('open', ({ url, headers }) => {
  const source = new EventSource(url, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, ...headers } }),
  });
  source.addEventListener('message', ({ data, lastEventId }) =>
    say({ ...JSON.parse(data), lastEventId }),
  );
  source.addEventListener('error', ({ code }) =>
    say({ type: 'failed', code, isOver: source.readyState === EventSource.CLOSED }),
  );
});
