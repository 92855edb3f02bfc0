import type { Dispose } from '../core/dispose.ts';

export const channelNames = ['control', 'input', 'pointer', 'file', 'screen'] as const;

/** The channels of the data connection (DC1). */
export type ChannelName = (typeof channelNames)[number];

/**
 * One WebRTC peer connection between console and applet, with its five channels, before any trust in it: what arrives
 * is bytes from whoever is at the other end. node-datachannel in Node, RTCPeerConnection in a page.
 * Errors never throw out of it; whatever goes wrong ends in `onClosed`.
 */
export interface DataConnection {
  /** Local offer, answer and candidates, for the sealed signalling. */
  onLocalSignal(listener: (signal: DataSignal) => void): Dispose;
  acceptRemoteSignal(signal: DataSignal): void;
  /** All five channels are open. */
  onOpen(listener: () => void): Dispose;
  /** Failed, closed by the other side, or closed here. Called once. */
  onClosed(listener: () => void): Dispose;
  onMessage(listener: (channel: ChannelName, bytes: Uint8Array) => void): Dispose;
  /** False if the channel is not open; the message is then dropped. */
  send(channel: ChannelName, bytes: Uint8Array): boolean;
  bufferedBytes(channel: ChannelName): number;
  /** The channel's buffer fell below `channelLowWatermarkBytes`. */
  onDrained(listener: (channel: ChannelName) => void): Dispose;
  /** SHA-256 DTLS fingerprints, lower-case hex without colons, as negotiated on the live transport; null before that (HS4). */
  fingerprints(): { readonly local: string; readonly remote: string } | null;
  quality(): Promise<{ readonly path: 'direct' | 'relayed'; readonly roundTripMs: number | null } | null>;
  /** What it has carried so far, as its own statistics say; null where they say nothing. */
  usage(): Promise<DataUsage | null>;
  close(): void;
}

export type DataUsage = { readonly sentBytes: number; readonly receivedBytes: number };

/** One piece of WebRTC signalling. Travels sealed, through the relay. */
export type DataSignal =
  | { readonly kind: 'description'; readonly type: 'offer' | 'answer'; readonly sdp: string }
  | { readonly kind: 'candidate'; readonly candidate: string; readonly mid: string };

/** Makes connections. The offerer creates the channels. Throws only if the host has no WebRTC at all. */
export type OpenDataConnection = (role: 'offerer' | 'answerer') => DataConnection;
