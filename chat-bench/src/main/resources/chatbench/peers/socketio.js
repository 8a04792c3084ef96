// Relays to all in a room, as the documentation of Socket.IO does it. The load answers no pings. node socketio.js PORT
const { createServer } = require('node:http');
const { Server } = require('socket.io');

const http = createServer();
const io = new Server(http, { transports: ['websocket'], pingInterval: 3_600_000 });

io.on('connection', (socket) => {
  socket.join('room');
  socket.on('message', (text) => io.to('room').emit('message', text));
});
http.listen(Number(process.argv[2]), '127.0.0.1');
