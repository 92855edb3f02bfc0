import { WebSocket } from 'ws';
import { maxRelayFragments, maxRelayMessageBytes } from '#shared/std/protocol/limits.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';

/** A console's or applet's socket to the relay, over ws, with the same limits as the relay has (RL1). */
export const openWsRelaySocket: OpenRelaySocket = (url, listeners) => {
  const socket = new WebSocket(url, {
    maxPayload: maxRelayMessageBytes * 2,
    maxFragments: maxRelayFragments,
    perMessageDeflate: false,
    handshakeTimeout: 10_000,
    followRedirects: false,
  });
  socket.on('open', () => listeners.onOpen());
  socket.on('message', (data, isBinary) => {
    // With the default binary type a text message is one Buffer.
    if (!isBinary && Buffer.isBuffer(data)) listeners.onText(data.toString('utf8'));
  });
  socket.on('close', () => listeners.onClosed());
  // Every error is followed by a close, which tells what there is to tell.
  socket.on('error', () => socket.terminate());
  return {
    send: (text) => socket.send(text),
    close: () => socket.close(1000),
  };
};
