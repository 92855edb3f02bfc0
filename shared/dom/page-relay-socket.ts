import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';

/** A page's socket to the relay, over the browser's WebSocket. */
export const openPageRelaySocket: OpenRelaySocket = (url, listeners) => {
  const socket = new WebSocket(url);
  socket.addEventListener('open', () => listeners.onOpen());
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string') listeners.onText(event.data);
  });
  // Every error is followed by a close, which tells what there is to tell.
  socket.addEventListener('close', () => listeners.onClosed());
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(1000),
  };
};
