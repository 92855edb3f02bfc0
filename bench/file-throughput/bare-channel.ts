import { PeerConnection, type DataChannel } from 'node-datachannel';
import { WorkerProcess } from '../support/worker/worker-process.ts';
import type { BareReceiverHandlers } from './bare-receiver.ts';

const messageBytes = 64 * 1024;
const mostBufferedBytes = 4 * 1024 * 1024;
const lowBufferedBytes = 1024 * 1024;

export const bareOptions = { iceServers: [], maxMessageSize: messageBytes };

/**
 * A data channel of node-datachannel between two processes with nothing of ours around it: from memory to memory, not
 * encrypted once more, not hashed, not stored. What it reaches is what a file transfer over it could reach at most.
 */
export class BareChannel {
  readonly #receiver = new WorkerProcess<BareReceiverHandlers>(new URL('bare-receiver.ts', import.meta.url));
  readonly #peer = new PeerConnection('sender', bareOptions);
  readonly #channel: DataChannel;
  readonly #candidates: { readonly candidate: string; readonly mid: string }[] = [];
  readonly #gathered = Promise.withResolvers<void>();

  constructor() {
    this.#peer.onLocalCandidate((candidate, mid) => this.#candidates.push({ candidate, mid }));
    this.#peer.onGatheringStateChange((state) => {
      if (state === 'complete') queueMicrotask(() => this.#gathered.resolve());
    });
    // The library begins at once.
    this.#channel = this.#peer.createDataChannel('bare');
  }

  async open(): Promise<void> {
    const opened = new Promise<void>((resolve) => this.#channel.onOpen(() => queueMicrotask(resolve)));
    await this.#gathered.promise;
    const offer = this.#peer.localDescription()?.sdp ?? '';
    // The addresses come after the answer: whoever knows them earlier can be through before the answer's fingerprint is known.
    const answer = await this.#receiver.ask('answer', offer.replaceAll(/^a=candidate:.*\r?\n/gm, ''));
    this.#peer.setRemoteDescription(answer, 'answer');
    await this.#receiver.ask('candidates', this.#candidates);
    this.#channel.setBufferedAmountLowThreshold(lowBufferedBytes);
    await opened;
  }

  /** Resolves once all has been received. */
  async send(bytes: number): Promise<void> {
    const arrived = this.#receiver.ask('received', bytes);
    const message = Buffer.alloc(messageBytes, 0x5a);
    for (let sent = 0; sent < bytes; sent += messageBytes) {
      if (this.#channel.bufferedAmount() > mostBufferedBytes) await this.#drained();
      this.#channel.sendMessageBinary(message);
    }
    await arrived;
  }

  cpuSeconds(): Promise<number> {
    return this.#receiver.ask('cpuSeconds');
  }

  async close(): Promise<void> {
    this.#channel.close();
    this.#peer.close();
    await this.#receiver.close();
  }

  #drained(): Promise<void> {
    return new Promise((resolve) => {
      this.#channel.onBufferedAmountLow(() => queueMicrotask(resolve));
      // It may have drained between the question and the listener.
      if (this.#channel.bufferedAmount() <= lowBufferedBytes) resolve();
    });
  }
}
