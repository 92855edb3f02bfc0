import SimplePeer from 'simple-peer/simplepeer.min.js';
import { maxTrickledCandidates } from '#shared/std/protocol/limits.ts';
import { decodeLinkSignal } from './link-signal.ts';

export type SimplePeerConnectionOptions = {
  readonly role: 'offers' | 'answers';
  /** Sent by the end that offers, as it is when the offer is made. */
  readonly stream?: MediaStream;
  readonly iceServers: readonly RTCIceServer[];
  readonly bundlePolicy?: RTCBundlePolicy;
  /** The last moment before the offer, or after the other end's offer and before the answer. */
  prepare?(connection: RTCPeerConnection): void;
  /** The other end's description as it is to be taken; null: not at all. */
  changeRemote(sdp: string): string | null;
  onSignal(data: string): void;
  onConnected(): void;
  onStream?(stream: MediaStream): void;
  /** It failed, or the other end closed it. Called at most once. */
  onClosed(): void;
};

/**
 * A connection by simple-peer, over the browser's own WebRTC, that takes exactly one description and a limited number of
 * addresses, in any order, and drops everything else. The only file that knows simple-peer.
 */
export class SimplePeerConnection {
  readonly connection: RTCPeerConnection;
  readonly #options: SimplePeerConnectionOptions;
  readonly #peer: SimplePeer;
  #described = false;
  #candidates = 0;
  #closed = false;

  constructor(options: SimplePeerConnectionOptions) {
    this.#options = options;
    const opened: RTCPeerConnection[] = [];
    const offers = options.role === 'offers';
    const { stream, bundlePolicy } = options;
    this.#peer = new SimplePeer({
      initiator: offers,
      ...(stream === undefined ? {} : { stream }),
      // Given even when empty: simple-peer's own default tells two companies' servers about every session.
      config: { iceServers: [...options.iceServers], ...(bundlePolicy === undefined ? {} : { bundlePolicy }) },
      // Negotiated beforehand, so that channels which the other end opens besides are not looked at.
      channelConfig: { negotiated: true, id: 0 },
      wrtc: {
        RTCPeerConnection: class extends RTCPeerConnection {
          constructor(config?: RTCConfiguration) {
            super(config);
            opened.push(this);
          }

          override async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
            await super.setRemoteDescription(description);
            if (!offers) options.prepare?.(this);
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
    const [connection] = opened;
    if (connection === undefined) throw new Error('this browser has no WebRTC');
    this.connection = connection;
    // simple-peer makes its offer in a later task, so what is set here is in it.
    if (offers) options.prepare?.(connection);
    this.#listen();
  }

  get isClosed(): boolean {
    return this.#closed;
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
    const offers = this.#options.role === 'offers';
    if (this.#described || (signal.type === 'answer') !== offers) return;
    if (offers && this.connection.signalingState !== 'have-local-offer') return;
    const sdp = this.#options.changeRemote(signal.sdp);
    if (sdp === null) return;
    this.#described = true;
    this.#peer.signal({ type: signal.type, sdp });
  }

  /** `onClosed` is not called. */
  close(): void {
    this.#closed = true;
    this.#peer.destroy();
  }

  #listen(): void {
    this.#peer.on('signal', (data) => {
      if (!this.#closed) this.#options.onSignal(JSON.stringify(data));
    });
    this.#peer.on('connect', () => {
      if (!this.#closed) this.#options.onConnected();
    });
    this.#peer.on('stream', (stream) => {
      if (!this.#closed) this.#options.onStream?.(stream);
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
