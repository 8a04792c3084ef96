// A client of chat.v1.json with npm's ws. Every frame is told as it is.

import WebSocket from 'ws';
import { on, say } from './stdio.mjs';

let socket;

on('connect', ({ url }) => {
  socket = new WebSocket(url, 'chat.v1.json');
  socket.on('open', () => say({ type: 'open', extensions: socket.extensions }));
  socket.on('message', (data) => {
    for (const line of data.toString().split('\n')) {
      say(JSON.parse(line));
    }
  });
  socket.on('error', ({ message }) => console.error(message));
  socket.on('close', (code) => say({ type: 'closed', code }));
});

on('send', ({ frame }) => socket.send(JSON.stringify(frame)));
