import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { toHex } from '#shared/std/crypto/bytes.ts';
import {
  channelLowWatermarkBytes,
  fileChunkBytes,
  maxControlMessageBytes,
  maxInputMessageBytes,
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
import { readConnectionLoad, readConnectionPath } from './media/connection-path.ts';

type Received = { readonly channel: ChannelName; readonly bytes: Uint8Array };

type Events = {
  localSignal: DataSignal;
  open: null;
  closed: null;
  message: Received;
  drained: ChannelName;
};

/** DC1: the pointer's newest position wins, everything else arrives whole and in order. */
const channelSettings: Readonly<Record<ChannelName, RTCDataChannelInit>> = {
  control: { ordered: true },
  input: { ordered: true },
  pointer: { ordered: false, maxRetransmits: 0 },
  file: { ordered: true },
  screen: { ordered: true },
};

/** Id, its length and the offset, before the bytes of a file. */
const fileHeaderBytes = 1 + 64 + 8;

const maxMessageBytes: Readonly<Record<ChannelName, number>> = {
  control: maxControlMessageBytes,
  input: maxInputMessageBytes,
  pointer: maxInputMessageBytes,
  file: fileHeaderBytes + fileChunkBytes,
  screen: maxScreenMessageBytes,
};

/**
 * What may arrive while this end still reads the certificate: the other end's binding proof (HS4), and with some slack
 * nothing else, since it waits for ours.
 */
const maxEarlyMessages = 4;

/**
 * The data connection over the browser's own WebRTC, for the page that runs the applet's core.
 * Beyond the port's promises, `onOpen` always comes before the first `onMessage`.
 */
export class RtcDataConnection implements DataConnection {
  readonly #role: 'offerer' | 'answerer';
  readonly #logger: Logger;
  readonly #connection: RTCPeerConnection;
  readonly #channels = new Map<ChannelName, RTCDataChannel>();
  readonly #events = new Emitter<Events>();
  #early: Received[] = [];
  #earlyCandidates: RTCIceCandidateInit[] = [];
  #remoteCandidates = 0;
  /** From the description that was accepted; null before. */
  #promisedFingerprint: string | null = null;
  #descriptionSet = false;
  #fingerprints: { readonly local: string; readonly remote: string } | null = null;
  #confirming = false;
  #opened = false;
  #closed = false;

  constructor(options: {
    readonly role: 'offerer' | 'answerer';
    readonly iceServers: readonly RTCIceServer[];
    readonly logger: Logger;
  }) {
    this.#role = options.role;
    this.#logger = options.logger;
    this.#connection = new RTCPeerConnection({ iceServers: [...options.iceServers] });
    this.#connection.addEventListener('icecandidate', ({ candidate }) => {
      // Firefox offers TCP too, which none of ours can use.
      if (candidate === null || !isUsableCandidate(candidate.candidate) || this.#closed) return;
      const mid = candidate.sdpMid ?? '0';
      this.#events.emit('localSignal', { kind: 'candidate', candidate: candidate.candidate, mid });
    });
    // 'disconnected' may pass; when it does not, 'failed' follows.
    this.#connection.addEventListener('connectionstatechange', () => {
      if (this.#connection.connectionState === 'failed') this.#abort('connection-failed');
    });
    this.#connection.addEventListener('datachannel', ({ channel }) => this.#adopt(channel));
    if (options.role === 'offerer') {
      for (const name of channelNames) {
        this.#follow(name, this.#connection.createDataChannel(name, channelSettings[name]));
      }
      this.#run(() => this.#describe('offer'));
    }
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
    if (this.#closed) return;
    if (signal.kind === 'candidate') this.#acceptCandidate(signal.candidate, signal.mid);
    else this.#acceptDescription(signal.type, signal.sdp);
  }

  send(channel: ChannelName, bytes: Uint8Array): boolean {
    const open = this.#channels.get(channel);
    if (this.#closed || open?.readyState !== 'open' || bytes.byteLength > maxMessageBytes[channel]) return false;
    try {
      // A copy: the bytes may be a view into memory of another kind, or be written again by the caller.
      open.send(bytes.slice());
      return true;
    } catch (error) {
      this.#logger.warn('data/send-failed', { channel, error: String(error) });
      return false;
    }
  }

  bufferedBytes(channel: ChannelName): number {
    return this.#closed ? 0 : (this.#channels.get(channel)?.bufferedAmount ?? 0);
  }

  fingerprints(): { readonly local: string; readonly remote: string } | null {
    return this.#closed ? null : this.#fingerprints;
  }

  async quality(): Promise<{ readonly path: 'direct' | 'relayed'; readonly roundTripMs: number | null } | null> {
    if (this.#closed) return null;
    const { path, roundTripMs } = readConnectionPath(await this.#connection.getStats());
    return path === null ? null : { path, roundTripMs };
  }

  async usage(): Promise<DataUsage | null> {
    if (this.#closed) return null;
    const { sentBytes, receivedBytes } = readConnectionLoad(await this.#connection.getStats());
    return { sentBytes, receivedBytes };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#early = [];
    for (const channel of this.#channels.values()) channel.close();
    this.#connection.close();
    this.#events.emit('closed', null);
  }

  #acceptDescription(type: 'offer' | 'answer', sdp: string): void {
    const expected = this.#role === 'offerer' ? 'answer' : 'offer';
    // One description a life: a second could only bring another fingerprint than the one that is bound.
    if (type !== expected || this.#promisedFingerprint !== null) return this.#abort('unexpected-description');
    const checked = checkDescription(sdp);
    if (!checked.ok) return this.#abort(checked.reason);
    this.#promisedFingerprint = checked.value.fingerprint;
    this.#run(async () => {
      await this.#connection.setRemoteDescription({ type, sdp });
      this.#descriptionSet = true;
      for (const candidate of this.#earlyCandidates.splice(0)) this.#addCandidate(candidate);
      if (type === 'offer') await this.#describe('answer');
    });
  }

  async #describe(type: 'offer' | 'answer'): Promise<void> {
    await this.#connection.setLocalDescription();
    const sdp = this.#connection.localDescription?.sdp;
    if (sdp === undefined || this.#closed) return;
    this.#events.emit('localSignal', { kind: 'description', type, sdp: withoutCandidates(sdp) });
  }

  #acceptCandidate(candidate: string, sdpMid: string): void {
    this.#remoteCandidates += 1;
    if (this.#remoteCandidates > maxTrickledCandidates || !isUsableCandidate(candidate)) return;
    if (this.#descriptionSet) this.#addCandidate({ candidate, sdpMid });
    else this.#earlyCandidates.push({ candidate, sdpMid });
  }

  #addCandidate(candidate: RTCIceCandidateInit): void {
    this.#connection.addIceCandidate(candidate).catch((error: unknown) => {
      // One address that is no use is no reason to give up the others.
      this.#logger.debug('data/candidate-refused', { error: String(error) });
    });
  }

  /** The offerer's channels as they arrive: exactly the five of DC1, each once, each as it has to be. */
  #adopt(channel: RTCDataChannel): void {
    const name = channelNames.find((known) => known === channel.label);
    if (this.#role === 'offerer' || name === undefined || this.#channels.has(name)) {
      channel.close();
      return this.#abort('unexpected-channel');
    }
    const { ordered, maxRetransmits } = channelSettings[name];
    const asAgreed =
      channel.ordered === ordered &&
      channel.maxRetransmits === (maxRetransmits ?? null) &&
      channel.maxPacketLifeTime === null;
    this.#follow(name, channel);
    if (!asAgreed) this.#abort('unexpected-channel-settings');
  }

  #follow(name: ChannelName, channel: RTCDataChannel): void {
    this.#channels.set(name, channel);
    channel.binaryType = 'arraybuffer';
    channel.bufferedAmountLowThreshold = channelLowWatermarkBytes;
    channel.addEventListener('open', () => this.#confirmWhenOpen());
    channel.addEventListener('close', () => this.close());
    channel.addEventListener('bufferedamountlow', () => {
      if (!this.#closed) this.#events.emit('drained', name);
    });
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => this.#receive(name, data));
    if (channel.readyState === 'open') this.#confirmWhenOpen();
  }

  #receive(channel: ChannelName, data: unknown): void {
    if (this.#closed) return;
    // Text frames are not part of the protocol.
    if (!(data instanceof ArrayBuffer) || data.byteLength > maxMessageBytes[channel]) return this.#abort('bad-message');
    const message = { channel, bytes: new Uint8Array(data) };
    if (this.#opened) return this.#events.emit('message', message);
    if (this.#early.push(message) > maxEarlyMessages) this.#abort('too-early');
  }

  #confirmWhenOpen(): void {
    const allOpen = channelNames.every((name) => this.#channels.get(name)?.readyState === 'open');
    if (!allOpen || this.#confirming || this.#closed) return;
    this.#confirming = true;
    this.#run(async () => {
      const local = checkDescription(withoutCandidates(this.#connection.localDescription?.sdp ?? ''));
      const remote = await this.#liveRemoteFingerprint();
      if (this.#closed) return;
      // The browser compares them too; that it did is what HS4 rests on, so it is looked at again. No fallback.
      if (!local.ok || remote === null || remote !== this.#promisedFingerprint) return this.#abort('wrong-certificate');
      this.#fingerprints = { local: local.value.fingerprint, remote };
      this.#opened = true;
      this.#events.emit('open', null);
      for (const message of this.#early.splice(0)) {
        if (!this.#closed) this.#events.emit('message', message);
      }
    });
  }

  /** SHA-256 of the certificate that the other end's DTLS has shown. */
  async #liveRemoteFingerprint(): Promise<string | null> {
    const [certificate] = this.#connection.sctp?.transport.getRemoteCertificates() ?? [];
    return certificate === undefined ? null : toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', certificate)));
  }

  #run(task: () => Promise<void>): void {
    task().catch((error: unknown) => {
      if (!this.#closed) this.#abort(String(error));
    });
  }

  #abort(reason: string): void {
    this.#logger.warn('data/aborted', { reason });
    this.close();
  }
}

/**
 * Addresses go one by one, each looked at. Firefox knows some by the time it describes itself, and puts them into the
 * description, those that no other side takes among them.
 */
function withoutCandidates(sdp: string): string {
  return sdp.replaceAll(/^a=(?:candidate:.*|end-of-candidates)\r?\n/gm, '');
}
