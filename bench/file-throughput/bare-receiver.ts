import { PeerConnection, type DataChannel } from 'node-datachannel';
import { serve } from '../support/worker/serve.ts';
import { bareOptions } from './bare-channel.ts';

// The receiving process of a bare data channel: counts what comes, and throws it away.

export type BareReceiverHandlers = typeof handlers;

type Candidate = { readonly candidate: string; readonly mid: string };

const peer = new PeerConnection('receiver', bareOptions);
/** Held here: the library closes a channel whose wrapper is collected. */
let channel: DataChannel | null = null;
let receivedBytes = 0;
let waiting: { readonly bytes: number; readonly done: () => void } | null = null;

peer.onDataChannel((arrived) => {
  channel = arrived;
  channel.onMessage((message) => {
    receivedBytes += typeof message === 'string' ? 0 : message.byteLength;
    if (waiting !== null && receivedBytes >= waiting.bytes) queueMicrotask(waiting.done);
  });
});

const handlers = {
  answer: (offer: string): Promise<string> =>
    new Promise((resolve) => {
      peer.onLocalDescription((sdp) => queueMicrotask(() => resolve(sdp)));
      peer.setRemoteDescription(offer, 'offer');
    }),

  candidates: async (candidates: readonly Candidate[]): Promise<void> => {
    for (const { candidate, mid } of candidates) peer.addRemoteCandidate(candidate, mid);
  },

  /** Resolves once so many bytes have come since the last time. */
  received: async (bytes: number): Promise<void> => {
    if (receivedBytes < bytes) {
      await new Promise<void>((resolve) => {
        waiting = { bytes, done: resolve };
      });
    }
    waiting = null;
    receivedBytes = 0;
  },

  cpuSeconds: async (): Promise<number> => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1e6;
  },
};

serve(handlers);
