import { channelLowWatermarkBytes } from '../../protocol/limits.ts';
import type { PeerMessage } from '../../protocol/peer-messages.ts';
import type { PeerChannel } from '../../session/peer-channel.ts';

/** Who is at one end of a `ChannelPair`. */
export type ChannelReceiver = {
  receiveMessage(message: PeerMessage): boolean;
  receiveFrame(bytes: Uint8Array): void;
};

/**
 * Two joined channels that keep their promises and no more: order holds within `control` and within `file`, but which
 * of the two comes first, and when, is up to `choose`.
 */
export class ChannelPair {
  readonly left = new ChannelEnd();
  readonly right = new ChannelEnd();

  /** Delivers until nothing moves any more; false if nothing did. `choose(n)` picks one of n queues that have something. */
  async run(choose: (count: number) => number): Promise<boolean> {
    let delivered = false;
    for (let idleTurns = 0; idleTurns < 200;) {
      const delivers = this.#deliverOne(choose);
      delivered ||= delivers;
      idleTurns = delivers ? 0 : idleTurns + 1;
      await Promise.resolve();
    }
    return delivered;
  }

  #deliverOne(choose: (count: number) => number): boolean {
    const deliveries = [...this.left.deliveriesTo(this.right), ...this.right.deliveriesTo(this.left)];
    const deliver = deliveries[choose(deliveries.length)];
    deliver?.();
    return deliver !== undefined;
  }
}

export class ChannelEnd implements PeerChannel {
  receiver: ChannelReceiver | null = null;
  connected = true;
  readonly messages: PeerMessage[] = [];
  readonly frames: Uint8Array[] = [];
  /** Everything ever sent. */
  readonly sentMessages: PeerMessage[] = [];
  /** Largest fill of the file buffer. */
  highestFileBytes = 0;
  #fileBytes = 0;
  readonly #drainListeners = new Set<() => void>();

  sendMessage(message: PeerMessage): boolean {
    if (!this.connected) return false;
    this.messages.push(message);
    this.sentMessages.push(message);
    return true;
  }

  sendFileFrame(frame: Uint8Array): boolean {
    if (!this.connected) return false;
    this.frames.push(frame);
    this.#fileBytes += frame.length;
    this.highestFileBytes = Math.max(this.highestFileBytes, this.#fileBytes);
    return true;
  }

  fileBufferedBytes(): number {
    return this.#fileBytes;
  }

  onFileDrained(listener: () => void): () => void {
    this.#drainListeners.add(listener);
    return () => this.#drainListeners.delete(listener);
  }

  get listenerCount(): number {
    return this.#drainListeners.size;
  }

  /** One delivery for each channel that has something waiting. */
  deliveriesTo(other: ChannelEnd): (() => void)[] {
    const deliveries: (() => void)[] = [];
    if (this.messages.length > 0) deliveries.push(() => this.#deliverMessage(other));
    if (this.frames.length > 0) deliveries.push(() => this.#deliverFrame(other));
    return deliveries;
  }

  #deliverMessage(other: ChannelEnd): void {
    const message = this.messages.shift();
    if (message !== undefined) other.receiver?.receiveMessage(message);
  }

  #deliverFrame(other: ChannelEnd): void {
    const frame = this.frames.shift();
    if (frame === undefined) return;
    const before = this.#fileBytes;
    this.#fileBytes -= frame.length;
    other.receiver?.receiveFrame(frame);
    if (before > channelLowWatermarkBytes && this.#fileBytes <= channelLowWatermarkBytes) {
      for (const listener of this.#drainListeners) listener();
    }
  }
}
