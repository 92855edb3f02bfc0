import { callDescription } from './call-description.ts';
import type { CallLink, CallLinkOptions, CallLinkStats } from './call-link.ts';
import { softwareCodecs, type CameraCodecs } from './camera-codecs.ts';
import { fullCameraRate, type CameraRate } from './camera-rate.ts';
import { readConnectionLoad, readConnectionPath } from './connection-path.ts';
import { readVideoFlow } from './read-video-flow.ts';
import { SenderTrack } from './sender-track.ts';
import { SimplePeerConnection } from './simple-peer-connection.ts';
import { withStartBitrate } from './start-bitrate.ts';
import { cameraVideo } from './video-settings.ts';

/** A call's connection by simple-peer. `codecs` counts for the end that offers. */
export function openSimplePeerCallLink(options: CallLinkOptions, codecs: CameraCodecs = softwareCodecs): CallLink {
  return new SimplePeerCallLink(options, codecs);
}

class SimplePeerCallLink implements CallLink {
  readonly #options: CallLinkOptions;
  readonly #codecs: CameraCodecs;
  readonly #peer: SimplePeerConnection;
  readonly #video = new SenderTrack();
  readonly #audio = new SenderTrack();
  readonly #kindsHeard = new Set<string>();
  #rate: CameraRate = fullCameraRate.rate;
  #connected = false;

  constructor(options: CallLinkOptions, codecs: CameraCodecs) {
    this.#options = options;
    this.#codecs = codecs;
    const offers = options.role === 'customer';
    this.#peer = new SimplePeerConnection({
      role: offers ? 'offers' : 'answers',
      iceServers: options.iceServers,
      // One pair of ports for all: fewer addresses to try, and one count of bytes.
      bundlePolicy: 'max-bundle',
      prepare: (connection) => (offers ? this.#prepareOffer(connection) : this.#prepareAnswer(connection)),
      changeRemote: (sdp) => {
        const description = callDescription(sdp);
        return description !== null && offers ? withStartBitrate(description, cameraVideo.startBitrate) : description;
      },
      onSignal: (data) => options.onSignal(data),
      onConnected: () => {
        this.#connected = true;
        if (offers) this.#video.change((parameters) => limitRate(parameters, this.#rate));
        options.onConnected();
      },
      onClosed: () => options.onClosed(),
    });
    // Not simple-peer's own event: it needs a stream, and these tracks belong to none, so that neither waits for the other.
    this.#peer.connection.addEventListener('track', ({ track, transceiver }) => this.#hear(track, transceiver));
  }

  receive(data: string): void {
    this.#peer.receive(data);
  }

  setVideo(track: MediaStreamTrack | null): void {
    if (this.#options.role !== 'customer') return;
    if (track !== null) track.contentHint = cameraVideo.contentHint;
    this.#video.send(track);
  }

  setAudio(track: MediaStreamTrack | null): void {
    this.#audio.send(track);
  }

  setRate(rate: CameraRate): void {
    this.#rate = rate;
    // Only then are the encodings final; before, Chromium forgets what was set when the answer comes.
    if (this.#connected) this.#video.change((parameters) => limitRate(parameters, rate));
  }

  async stats(): Promise<CallLinkStats | null> {
    if (this.#peer.isClosed) return null;
    const report = await this.#peer.connection.getStats();
    const direction = this.#options.role === 'customer' ? 'sent' : 'received';
    return { ...readConnectionPath(report), ...readConnectionLoad(report), ...readVideoFlow(report, direction) };
  }

  close(): void {
    this.#peer.close();
  }

  #prepareOffer(connection: RTCPeerConnection): void {
    const video = connection.addTransceiver('video', { direction: 'sendonly' });
    const audio = connection.addTransceiver('audio', { direction: 'sendrecv' });
    preferCodecs(video, this.#codecs);
    this.#video.attach(video.sender);
    this.#audio.attach(audio.sender);
  }

  /** The offer's two lines, each answered with what this end does with it: look, and talk. */
  #prepareAnswer(connection: RTCPeerConnection): void {
    for (const transceiver of connection.getTransceivers()) {
      const isVoice = transceiver.receiver.track.kind === 'audio';
      transceiver.direction = isVoice ? 'sendrecv' : 'recvonly';
      if (isVoice) this.#audio.attach(transceiver.sender);
    }
  }

  #hear(track: MediaStreamTrack, { receiver }: RTCRtpTransceiver): void {
    const isExpected = track.kind === 'audio' || this.#options.role === 'technician';
    if (this.#peer.isClosed || !isExpected || this.#kindsHeard.has(track.kind)) return;
    this.#kindsHeard.add(track.kind);
    if (track.kind === 'video' && 'jitterBufferTarget' in receiver) receiver.jitterBufferTarget = cameraJitterMs;
    this.#options.onTrack(track);
  }
}

/** No picture is kept back for an even pace. Chosen by measurement: docs/decisions/0014-call-connection.md. */
const cameraJitterMs = 0;

/** The preferred ones first; all others stay on offer for an end that has neither. */
function preferCodecs(transceiver: RTCRtpTransceiver, preferred: CameraCodecs): void {
  const codecs = RTCRtpSender.getCapabilities('video')?.codecs ?? [];
  const rank = ({ mimeType }: { readonly mimeType: string }): number => {
    const place = preferred.findIndex((name) => mimeType.toUpperCase() === `VIDEO/${name}`);
    return place === -1 ? preferred.length : place;
  };
  if (codecs.length > 0) transceiver.setCodecPreferences(codecs.toSorted((a, b) => rank(a) - rank(b)));
}

/** Detail before movement, in the words of browsers that have them; others go by the track's content hint. */
function limitRate(parameters: RTCRtpSendParameters & { degradationPreference?: string }, rate: CameraRate): void {
  parameters.degradationPreference = 'maintain-resolution';
  for (const encoding of parameters.encodings) Object.assign(encoding, { ...rate, maxBitrate: cameraVideo.maxBitrate });
}
