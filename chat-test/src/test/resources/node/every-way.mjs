// Everybody in one room, by every way in: those who say something at the first address, those who
// listen at the second. In the end tells of each listener what it heard, in its order.

import { setTimeout as pause } from 'node:timers/promises';
import { Client } from '@stomp/stompjs';
import { EventSource } from 'eventsource';
import SockJS from 'sockjs-client';
import WebSocket from 'ws';
import { say } from './stdio.mjs';

const [there, here, room, times] = process.argv.slice(2);
const COUNT = Number(times);
const MESSAGES = `/api/rooms/${room}/messages`;
const wsOf = (url, path) => url.replace('http', 'ws') + path;

// ---- those who listen: each has `heard`, filled as it comes

const listeners = {
  json: (heard) =>
    json(new WebSocket(wsOf(here, '/chat'), 'chat.v1.json'), 'listener', (message) => heard(message)),

  plain: (heard) =>
    new Promise((resolve) => {
      const socket = new WebSocket(wsOf(here, `/?room=${room}`));
      socket.onopen = resolve;
      socket.onmessage = ({ data }) => heard({ text: data });
    }),

  stomp: (heard) =>
    stomp(here, (client, ready) => {
      const receipt = 'listening';
      client.watchForReceipt(receipt, ready);
      client.subscribe(
        `/room/${room}`,
        ({ body, headers }) => heard({ text: body, seq: Number(headers.seq), epoch: Number(headers.epoch) }),
        { receipt },
      );
    }),

  sockjs: (heard) => json(new SockJS(`${here}/sockjs`), 'sock', (message) => heard(message)),

  events: (heard) =>
    new Promise((resolve) => {
      new EventSource(`${here}/api/rooms/${room}/events`).onmessage = ({ data, lastEventId }) => {
        const frame = JSON.parse(data);
        if (frame.type === 'joined') {
          resolve();
        } else if (frame.type === 'message') {
          const [epoch, seq] = lastEventId.split(':').map(Number);
          heard({ ...frame, epoch: epoch === frame.epoch || !frame.epoch ? epoch : -1, seq: seq === frame.seq ? seq : -1 });
        }
      };
    }),

  longPoll: async (heard) => {
    const head = await get(`${here}${MESSAGES}?limit=1`);
    poll(heard, head, 20, 0);
  },

  poll: async (heard) => {
    const head = await get(`${here}${MESSAGES}?limit=1`);
    poll(heard, head, 0, 100);
  },
};

async function get(url) {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${answer.status} of ${url}: ${await answer.text()}`);
  }
  return answer.json();
}

async function poll(heard, { epoch, head }, wait, ms) {
  for (let after = head; ; await pause(ms)) {
    const query = `after=${after}&epoch=${epoch}&wait=${wait}`;
    for (const message of (await get(`${here}${MESSAGES}?${query}`)).messages) {
      heard(message);
      after = message.seq;
    }
  }
}

/** A client of chat.v1.json over whatever has WebSocket's interface; ready when it has joined. */
function json(socket, nick, heard) {
  return new Promise((resolve) => {
    const send = (...frames) => socket.send(frames.map((each) => JSON.stringify(each)).join('\n'));
    socket.onopen = () => send({ type: 'hello', nick }, { type: 'join', room, recent: 0 });
    let epoch;
    socket.onmessage = ({ data }) => {
      for (const frame of data.split('\n').map((line) => JSON.parse(line))) {
        if (frame.type === 'joined') {
          epoch = frame.epoch;
          resolve(send);
        } else if (frame.type === 'message') {
          heard({ ...frame, epoch });
        }
      }
    };
  });
}

function stomp(url, connected) {
  return new Promise((resolve) => {
    const client = new Client({
      webSocketFactory: () => new WebSocket(wsOf(url, '/stomp'), ['v12.stomp']),
      onConnect: () => connected(client, () => resolve(client)),
      onStompError: ({ headers }) => console.error(headers.message),
    });
    client.activate();
  });
}

// ---- those who say something: each answers with a function that says it

const nothing = () => {};

const speakers = {
  json: async () => sayer(await json(new WebSocket(wsOf(there, '/chat'), 'chat.v1.json'), 'json', nothing)),

  sockjs: async () => sayer(await json(new SockJS(`${there}/sockjs`), 'sockjs', nothing)),

  plain: () =>
    new Promise((resolve) => {
      const socket = new WebSocket(wsOf(there, `/?room=${room}&nick=plain`));
      socket.onopen = () => resolve((text) => socket.send(text));
    }),

  stomp: async () => {
    const client = await stomp(there, (_, ready) => ready());
    return (text, id) => client.publish({ destination: `/room/${room}`, body: text, headers: { id } });
  },

  post: () => async (text, id) => {
    const answer = await fetch(there + MESSAGES, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ id, nick: 'post', text }),
    });
    if (answer.status !== 201) {
      throw new Error(`${answer.status}: ${await answer.text()}`);
    }
  },
};

const sayer = (send) => (text, id) => send({ type: 'say', room, id, text });

const heard = {};
for (const [way, listen] of Object.entries(listeners)) {
  heard[way] = [];
  await listen(({ epoch, seq, text }) => heard[way].push({ epoch, seq, text }));
}
const saying = [];
for (const [way, speak] of Object.entries(speakers)) {
  const tell = await speak();
  saying.push(async () => {
    for (let i = 0; i < COUNT; i++) {
      await tell(`${way} 말 ${i}`, `${way}-${i}`);
      await pause(1);
    }
  });
}
await Promise.all(saying.map((each) => each()));
const all = COUNT * saying.length;
for (let patience = 100; patience > 0; patience--) {
  if (Object.values(heard).every((each) => each.length >= all)) {
    break;
  }
  await pause(100);
}
Object.entries(heard).forEach(([way, messages]) => say({ type: 'heard', way, messages }));
say({ type: 'done' });
