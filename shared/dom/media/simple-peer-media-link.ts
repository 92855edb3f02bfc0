import type { MediaLink, MediaLinkOptions, MediaLinkStats } from './media-link.ts';
import { readVideoFlow } from './read-video-flow.ts';
import { readConnectionPath } from './connection-path.ts';
import { SimplePeerConnection } from './simple-peer-connection.ts';
import { withStartBitrate } from './start-bitrate.ts';
import type { VideoSettings } from './video-settings.ts';

/** A media link by simple-peer. */
export function openSimplePeerMediaLink(options: MediaLinkOptions): MediaLink {
  const { stream, video } = options;
  const sends = stream !== null;
  const peer: SimplePeerConnection = new SimplePeerConnection({
    role: sends ? 'offers' : 'answers',
    ...(sends ? { stream } : {}),
    iceServers: options.iceServers,
    prepare: (connection) => {
      if (sends) preferCodec(connection, video);
    },
    changeRemote: (sdp) => (sends && video.startBitrate !== null ? withStartBitrate(sdp, video.startBitrate) : sdp),
    onSignal: (data) => options.onSignal(data),
    // Only now are the encodings final; before, Chromium forgets what was set when the answer comes.
    onConnected: () => void limitRates(peer.connection, video),
    onStream: (received) => {
      playAtOnce(peer.connection);
      options.onStream(received);
    },
    onClosed: () => options.onClosed(),
  });
  return {
    receive: (data) => peer.receive(data),
    stats: () => readStats(peer, sends ? 'sent' : 'received'),
    close: () => peer.close(),
  };
}

async function readStats(peer: SimplePeerConnection, direction: 'sent' | 'received'): Promise<MediaLinkStats | null> {
  if (peer.isClosed) return null;
  const report = await peer.connection.getStats();
  const { framesPerSecond, width, height, codec } = readVideoFlow(report, direction);
  return { ...readConnectionPath(report), framesPerSecond, width, height, codec };
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
