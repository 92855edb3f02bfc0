import SimplePeer from 'simple-peer/simplepeer.min.js';
import { maxTrickledCandidates } from '#shared/std/protocol/limits.ts';
import { readConnectionPath } from './connection-path.ts';
import { decodeLinkSignal } from './link-signal.ts';
import type { MediaLink, MediaLinkOptions, MediaLinkStats } from './media-link.ts';
import { withStartBitrate } from './start-bitrate.ts';
import type { VideoSettings } from './video-settings.ts';

/** A media link by simple-peer, over the browser's own WebRTC. The only file that knows simple-peer. */
export function openSimplePeerMediaLink(options: MediaLinkOptions): MediaLink {
  return new SimplePeerMediaLink(options);
}

class SimplePeerMediaLink implements MediaLink {
  readonly #options: MediaLinkOptions;
  readonly #peer: SimplePeer;
  readonly #connection: RTCPeerConnection;
  #described = false;
  #candidates = 0;
  #closed = false;

  constructor(options: MediaLinkOptions) {
    this.#options = options;
    const connections: RTCPeerConnection[] = [];
    this.#peer = new SimplePeer({
      initiator: options.stream !== null,
      ...(options.stream === null ? {} : { stream: options.stream }),
      // Given even when empty: simple-peer's own default tells two companies' servers about every session.
      config: { iceServers: [...options.iceServers] },
      // Negotiated beforehand, so that channels which the other end opens besides are not looked at.
      channelConfig: { negotiated: true, id: 0 },
      wrtc: {
        RTCPeerConnection: class extends RTCPeerConnection {
          constructor(config?: RTCConfiguration) {
            super(config);
            connections.push(this);
          }

          override async addIceCandidate(candidate?: RTCIceCandidateInit | null): Promise<void> {
            try {
              await super.addIceCandidate(candidate);
            } catch (error) {
              // simple-peer would end the connection over one address that is no use.
              console.debug('address of the other side not usable', error);
            }
          }
        },
        RTCSessionDescription,
        RTCIceCandidate,
      },
    });
    const [connection] = connections;
    if (connection === undefined) throw new Error('this browser has no WebRTC');
    this.#connection = connection;

    // simple-peer makes its offer in a later task, so what is set here is in it.
    if (options.stream !== null) preferCodec(connection, options.video);
    this.#listen();
  }

  receive(data: string): void {
    if (this.#closed) return;
    const signal = decodeLinkSignal(data);
    if (signal === null) return;
    if (signal.type === 'candidate') {
      if (++this.#candidates <= maxTrickledCandidates) this.#peer.signal(signal);
      return;
    }
    // One description a life, of the kind that this end waits for: a second could only disturb what runs.
    const sending = this.#options.stream !== null;
    if (this.#described || (signal.type === 'answer') !== sending) return;
    if (sending && this.#connection.signalingState !== 'have-local-offer') return;
    this.#described = true;
    const { startBitrate } = this.#options.video;
    const sdp = sending && startBitrate !== null ? withStartBitrate(signal.sdp, startBitrate) : signal.sdp;
    this.#peer.signal({ type: signal.type, sdp });
  }

  async stats(): Promise<MediaLinkStats | null> {
    if (this.#closed) return null;
    const report = await this.#connection.getStats();
    const entries = Array.from(report.values() as Iterable<{ readonly id: string; readonly type: string }>);
    const direction = this.#options.stream === null ? 'inbound-rtp' : 'outbound-rtp';
    const video = entries.find(
      (entry) => entry.type === direction && (entry as RTCInboundRtpStreamStats).kind === 'video',
    ) as RTCInboundRtpStreamStats | undefined;
    const codec = entries.find((entry) => entry.id === video?.codecId) as { readonly mimeType?: string } | undefined;
    return {
      ...readConnectionPath(report),
      framesPerSecond: video?.framesPerSecond ?? 0,
      width: video?.frameWidth ?? 0,
      height: video?.frameHeight ?? 0,
      codec: codec?.mimeType ?? null,
    };
  }

  close(): void {
    this.#closed = true;
    this.#peer.destroy();
  }

  #listen(): void {
    this.#peer.on('signal', (data) => {
      if (!this.#closed) this.#options.onSignal(JSON.stringify(data));
    });
    this.#peer.on('connect', () => {
      if (this.#closed) return;
      // Only now are the encodings final; before, Chromium forgets what was set when the answer comes.
      void limitRates(this.#connection, this.#options.video);
    });
    this.#peer.on('stream', (stream) => {
      if (this.#closed) return;
      playAtOnce(this.#connection);
      this.#options.onStream(stream);
    });
    // The reason changes nothing for anybody: 'close' always follows.
    this.#peer.on('error', (error) => console.debug('media connection', error));
    this.#peer.on('close', () => {
      if (this.#closed) return;
      this.#closed = true;
      this.#options.onClosed();
    });
    // We send no data; what a hostile end sends must not pile up in simple-peer's buffer.
    this.#peer.resume();
  }
}

function preferCodec(connection: RTCPeerConnection, video: VideoSettings): void {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const preferred = codecs.filter((codec) => codec.mimeType.toUpperCase() === `VIDEO/${video.codec ?? ''}`);
  for (const transceiver of connection.getTransceivers()) {
    if (transceiver.sender.track?.kind !== 'video') continue;
    transceiver.direction = 'sendonly';
    if (preferred.length > 0) {
      transceiver.setCodecPreferences([...preferred, ...codecs.filter((codec) => !preferred.includes(codec))]);
    }
  }
}

async function limitRates(connection: RTCPeerConnection, video: VideoSettings): Promise<void> {
  for (const sender of connection.getSenders()) {
    if (sender.track?.kind !== 'video') continue;
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) {
      encoding.maxFramerate = video.maxFrameRate;
      if (video.maxBitrate !== null) encoding.maxBitrate = video.maxBitrate;
    }
    try {
      await sender.setParameters(parameters);
    } catch (error) {
      console.debug('encoding limits not taken', error); // The picture still comes, at the browser's own rates.
    }
  }
}

/** A remote screen is worth nothing late: no waiting for an even pace. */
function playAtOnce(connection: RTCPeerConnection): void {
  for (const receiver of connection.getReceivers()) {
    if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = 0;
    if ('playoutDelayHint' in receiver) receiver.playoutDelayHint = 0; // The name before Chromium 124.
  }
}
