// A program that uses the client that nodes serve: tells all it is told, says what it is told to.

import { pathToFileURL } from 'node:url';
import { on, say } from './stdio.mjs';

const [file, transport, ...urls] = process.argv.slice(2);
const { connect } = await import(pathToFileURL(file));
const chat = connect({ urls, transport, nick: 'program' });

for (const event of ['message', 'gap', 'reset', 'presence', 'state']) {
  chat.on(event, (what) => say({ type: event, ...what }));
}
chat.on('error', ({ code, message }) => say({ type: 'error', code, message }));

const answer = (type, promise) =>
  promise.then(
    (value) => say({ type, ...value }),
    ({ code, message }) => say({ type: 'error', code, message }),
  );

on('join', ({ room, place }) => answer('joined', chat.join(room, place)));
on('say', ({ room, text, id }) => answer('said', chat.say(room, text, { id })));
on('history', ({ room, page }) => answer('history', chat.history(room, page)));
on('search', ({ text }) => answer('found', chat.search(text)));
on('rooms', () => answer('rooms', chat.rooms().then((rooms) => ({ rooms }))));
on('people', ({ room }) => say({ type: 'people', ...chat.people(room) }));
