// A client of STOMP with npm's stompjs: what it receives is told, and what it is told it does.

import { Client } from '@stomp/stompjs';
import WebSocket from 'ws';
import { on, say } from './stdio.mjs';

Object.assign(globalThis, { WebSocket });

let client;
let last; // of the messages: what `after` takes

on('connect', ({ url, headers, beats }) => {
  client = new Client({
    brokerURL: url,
    connectHeaders: headers,
    heartbeatIncoming: beats ?? 0,
    heartbeatOutgoing: beats ?? 0,
    heartbeatToleranceMultiplier: 1,
    reconnectDelay: 0,
    onConnect: (frame) => say({ type: 'connected', headers: frame.headers, version: client.connectedVersion }),
    onStompError: ({ headers }) => say({ type: 'error', headers }),
    onHeartbeatReceived: () => say({ type: 'beat' }),
    onHeartbeatLost: () => say({ type: 'lost' }),
    onWebSocketClose: ({ code }) => say({ type: 'closed', code }),
  });
  client.activate();
});

on('subscribe', ({ room, resumes }) => {
  const headers = { receipt: `subscribed ${room}` };
  if (resumes) {
    headers.after = last;
  }
  receipt(headers.receipt);
  client.subscribe(
    `/room/${room}`,
    ({ headers: each, body }) => {
      last = each['message-id'];
      say({ type: 'message', ...each, text: body });
    },
    headers,
  );
});

on('say', ({ room, id, text }) => {
  receipt(id);
  client.publish({ destination: `/room/${room}`, body: text, headers: { id, receipt: id } });
});

on('leave', () => client.deactivate().then(() => say({ type: 'left' })));

function receipt(id) {
  client.watchForReceipt(id, ({ headers }) => say({ type: 'receipt', ...headers }));
}
