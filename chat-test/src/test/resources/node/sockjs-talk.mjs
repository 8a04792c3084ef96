// A client of chat.v1.json over sockjs-client, in Node and in a browser: what `on` brings it does,
// what it hears it says. Every frame is told as it is.

export function talk(SockJS, on, say) {
  let socket;

  on('connect', ({ url, transport }) => {
    // A machine that is busy with the nodes is not what this is about.
    const mine = new SockJS(url, null, { transports: transport, timeout: 10000 });
    socket = mine;
    mine.onopen = () => say({ type: 'open', transport: mine.transport });
    mine.onmessage = ({ data }) => data.split('\n').forEach((line) => say(JSON.parse(line)));
    mine.onheartbeat = () => say({ type: 'heartbeat' });
    mine.onclose = ({ code, reason }) => say({ type: 'closed', code, reason });
  });

  on('send', ({ frames }) => frames.forEach((frame) => socket.send(JSON.stringify(frame))));

  on('close', () => socket.close());
}
