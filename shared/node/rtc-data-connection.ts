import { PeerConnection, type DataChannel } from 'node-datachannel';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import {
  channelLowWatermarkBytes,
  fileChunkBytes,
  maxControlMessageBytes,
  maxTrickledCandidates,
} from '#shared/std/protocol/limits.ts';
import { isUsableCandidate } from '#shared/std/session/check-candidate.ts';
import { maxScreenMessageBytes } from '#shared/std/screen/screen-limits.ts';
import { checkDescription } from '#shared/std/session/check-description.ts';
import {
  channelNames,
  type ChannelName,
  type DataConnection,
  type DataSignal,
  type DataUsage,
} from '#shared/std/session/data-connection.ts';

type Events = {
  localSignal: DataSignal;
  open: null;
  closed: null;
  message: { readonly channel: ChannelName; readonly bytes: Uint8Array };
  drained: ChannelName;
};

/**
 * Lets the offerer open the DTLS handshake, instead of leaving it to the answerer (`actpass`). The answerer's ICE is
 * connected a moment before the offerer's, so its first flight met a side that was not listening yet in one set-up of six,
 * and came again only when OpenSSL's timer of one second ran out (docs/decisions/0003).
 */
function startDtlsFromOfferer(sdp: string): string {
  return sdp.replace('a=setup:actpass', 'a=setup:active');
}

/** Largest message either side may send: the largest file frame with its header, which also holds all others. */
const maxMessageBytes = Math.max(fileChunkBytes + 128, maxControlMessageBytes, maxScreenMessageBytes);

/**
 * The data connection over node-datachannel (libdatachannel).
 *
 * Two properties of that library shape this class. A JavaScript exception that leaves one of its callbacks aborts the
 * whole process, so callbacks only queue a microtask, and what runs there is caught. And a channel is closed when its
 * wrapper is garbage-collected, so the connection and all channels are held in fields until `close`.
 */
export class RtcDataConnection implements DataConnection {
  readonly #peer: PeerConnection;
  readonly #channels = new Map<ChannelName, DataChannel>();
  readonly #openChannels = new Set<ChannelName>();
  readonly #events = new Emitter<Events>();
  readonly #logger: Logger;
  readonly #pendingCandidates: { readonly candidate: string; readonly mid: string }[] = [];
  #heldCandidates: { readonly candidate: string; readonly mid: string }[] | null;
  #candidateCount = 0;
  #hasRemoteDescription = false;
  #opened = false;
  #closed = false;

  constructor(options: {
    readonly role: 'offerer' | 'answerer';
    readonly iceServers: readonly string[];
    readonly logger: Logger;
  }) {
    this.#logger = options.logger;
    this.#peer = new PeerConnection('handrail', {
      iceServers: [...options.iceServers],
      maxMessageSize: maxMessageBytes,
    });
    this.#peer.onLocalDescription((sdp, type) =>
      this.#defer(() => {
        if (type !== 'offer' && type !== 'answer') return;
        this.#events.emit('localSignal', { kind: 'description', type, sdp: startDtlsFromOfferer(sdp) });
      }),
    );
    // The offerer's addresses stay here until it has the answer. An answerer that knows them is through before the library
    // has stored the answer's fingerprint, and the library then takes the right certificate for a wrong one.
    this.#heldCandidates = options.role === 'offerer' ? [] : null;
    this.#peer.onLocalCandidate((candidate, mid) =>
      this.#defer(() => {
        if (this.#heldCandidates === null) this.#events.emit('localSignal', { kind: 'candidate', candidate, mid });
        else this.#heldCandidates.push({ candidate, mid });
      }),
    );
    this.#peer.onStateChange((state) =>
      this.#defer(() => {
        if (state === 'disconnected' || state === 'failed' || state === 'closed') this.close();
      }),
    );
    this.#peer.onDataChannel((channel) => this.#defer(() => this.#adopt(channel)));
    if (options.role === 'offerer') this.#createChannels();
  }

  onLocalSignal(listener: (signal: DataSignal) => void): Dispose {
    return this.#events.on('localSignal', listener);
  }

  onOpen(listener: () => void): Dispose {
    return this.#events.on('open', listener);
  }

  onClosed(listener: () => void): Dispose {
    return this.#events.on('closed', listener);
  }

  onMessage(listener: (channel: ChannelName, bytes: Uint8Array) => void): Dispose {
    return this.#events.on('message', ({ channel, bytes }) => listener(channel, bytes));
  }

  onDrained(listener: (channel: ChannelName) => void): Dispose {
    return this.#events.on('drained', listener);
  }

  acceptRemoteSignal(signal: DataSignal): void {
    this.#defer(() => {
      if (signal.kind === 'candidate') return this.#acceptCandidate(signal.candidate, signal.mid);
      const checked = checkDescription(signal.sdp);
      if (!checked.ok) {
        this.#logger.warn('data/description-refused', { reason: checked.reason });
        return this.close();
      }
      this.#peer.setRemoteDescription(signal.sdp, signal.type);
      this.#hasRemoteDescription = true;
      const held = this.#heldCandidates ?? [];
      this.#heldCandidates = null;
      for (const { candidate, mid } of held) this.#events.emit('localSignal', { kind: 'candidate', candidate, mid });
      for (const { candidate, mid } of this.#pendingCandidates.splice(0)) this.#peer.addRemoteCandidate(candidate, mid);
    });
  }

  send(channelName: ChannelName, bytes: Uint8Array): boolean {
    const channel = this.#channels.get(channelName);
    if (this.#closed || channel === undefined || !channel.isOpen()) return false;
    try {
      // False from the library means "buffered", not "refused".
      channel.sendMessageBinary(bytes);
      return true;
    } catch (error) {
      // It can close between the question and the call; the close event tells the rest.
      this.#logger.warn('data/send-failed', { channel: channelName, error: String(error) });
      return false;
    }
  }

  bufferedBytes(channelName: ChannelName): number {
    const channel = this.#channels.get(channelName);
    return this.#closed || channel === undefined || !channel.isOpen() ? 0 : channel.bufferedAmount();
  }

  fingerprints(): { readonly local: string; readonly remote: string } | null {
    const localSdp = this.#closed ? undefined : this.#peer.localDescription()?.sdp;
    const local = localSdp === undefined ? null : checkDescription(localSdp);
    if (local === null || !local.ok) return null;
    const remote = this.#peer.remoteFingerprint();
    if (remote.algorithm !== 'sha-256') return null;
    return { local: local.value.fingerprint, remote: remote.value.replaceAll(':', '').toLowerCase() };
  }

  quality(): Promise<{ readonly path: 'direct' | 'relayed'; readonly roundTripMs: number | null } | null> {
    const pair = this.#closed ? null : this.#peer.getSelectedCandidatePair();
    if (pair === null) return Promise.resolve(null);
    const relayed = pair.local.type === 'relay' || pair.remote.type === 'relay';
    const roundTripMs = this.#peer.rtt();
    return Promise.resolve({
      path: relayed ? 'relayed' : 'direct',
      roundTripMs: roundTripMs >= 0 ? roundTripMs : null,
    });
  }

  usage(): Promise<DataUsage | null> {
    return Promise.resolve(
      this.#closed ? null : { sentBytes: this.#peer.bytesSent(), receivedBytes: this.#peer.bytesReceived() },
    );
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const channel of this.#channels.values()) channel.close();
    this.#peer.close();
    this.#events.emit('closed', null);
  }

  #createChannels(): void {
    for (const name of channelNames) {
      const lossy = name === 'pointer';
      this.#follow(name, this.#peer.createDataChannel(name, lossy ? { unordered: true, maxRetransmits: 0 } : {}));
    }
  }

  /** The offerer's channels as they arrive: exactly the five known ones, each once. */
  #adopt(channel: DataChannel): void {
    const label = channel.getLabel();
    const name = channelNames.find((known) => known === label);
    if (name === undefined || this.#channels.has(name)) {
      this.#logger.warn('data/unknown-channel', { characters: label.length });
      return this.close();
    }
    this.#follow(name, channel);
    if (channel.isOpen()) this.#markOpen(name);
  }

  #follow(name: ChannelName, channel: DataChannel): void {
    this.#channels.set(name, channel);
    channel.setBufferedAmountLowThreshold(channelLowWatermarkBytes);
    channel.onOpen(() => this.#defer(() => this.#markOpen(name)));
    channel.onClosed(() => this.#defer(() => this.close()));
    channel.onError((error) => this.#logger.warn('data/channel-error', { channel: name, error }));
    channel.onBufferedAmountLow(() => this.#defer(() => this.#events.emit('drained', name)));
    channel.onMessage((message) =>
      this.#defer(() => {
        // Text frames are not part of the protocol.
        if (typeof message === 'string') return this.close();
        this.#events.emit('message', { channel: name, bytes: new Uint8Array(message) });
      }),
    );
  }

  #markOpen(name: ChannelName): void {
    this.#openChannels.add(name);
    if (this.#opened || this.#openChannels.size < channelNames.length) return;
    this.#opened = true;
    this.#events.emit('open', null);
  }

  #acceptCandidate(candidate: string, mid: string): void {
    this.#candidateCount += 1;
    // More than any computer has addresses: the other side would have us knock at places of its choosing.
    if (this.#candidateCount > maxTrickledCandidates || !isUsableCandidate(candidate)) return;
    if (this.#hasRemoteDescription) this.#peer.addRemoteCandidate(candidate, mid);
    else this.#pendingCandidates.push({ candidate, mid });
  }

  /** Runs outside the library's callback; what it throws ends the connection instead of the process. */
  #defer(task: () => void): void {
    queueMicrotask(() => {
      if (this.#closed) return;
      try {
        task();
      } catch (error) {
        this.#logger.error('data/failed', { error: String(error) });
        this.close();
      }
    });
  }
}
