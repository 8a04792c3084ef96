// What a program may write, and what not: each line below a ts-expect-error must be wrong.

import { ChatError, connect, type Chat, type Message, type Place } from './webroot/client/chat.js';

const chat: Chat = connect({ urls: ['http://localhost:8080'], nick: 'bot', fetch, WebSocket, storage: localStorage });

let last: Place | null = null;
chat
  .on('message', ({ room, epoch, seq, text, mine }) => {
    last = { epoch, after: seq };
    const said: string = text ?? '';
    console.log(room.length, said.length, mine === true);
  })
  .on('state', (state) => {
    if (state.name === 'open') {
      const way: 'ws' | 'http' = state.way;
      console.log(way, state.node);
    } else if (state.name === 'waiting') {
      console.log(state.until - Date.now());
    }
  })
  .on('gap', async ({ room, epoch, first }) => {
    const page = await chat.history(room, { epoch, before: first, limit: 200 });
    const older: Message[] = page.next ? (await chat.history(room, page.next)).messages : [];
    console.log(older.map(({ at }) => at));
  })
  .on('error', (error) => console.log(error.code === 'busy', error.retryAfterMs));

await chat.join('lobby', last);
const { seq, at } = await chat.say('lobby', 'hello', { id: 'x1' });
console.log(seq + at, chat.people('lobby').people[0]?.nick, (await chat.rooms(3))[0]?.count);
const found = await chat.search('hello', { room: 'lobby' });
await chat.search('hello', { before: found.next });
try {
  chat.rename('robot');
} catch (error) {
  console.log(error instanceof ChatError && error.code);
}
chat.off('gap', console.log);
chat.leave('lobby');
chat.close();

// @ts-expect-error
connect({ url: 'http://localhost:8080' });
// @ts-expect-error
connect({ nick: 'bot', transport: 'pigeon' });
// @ts-expect-error
chat.on('mesage', () => {});
// @ts-expect-error
chat.on('message', ({ sequence }) => sequence);
// @ts-expect-error
chat.say('lobby', 7);
// @ts-expect-error
chat.join('lobby', { epoch: 7 });
// @ts-expect-error
chat.me.nick = 'other';
