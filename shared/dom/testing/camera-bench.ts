import { openSimplePeerCallLink } from '../media/simple-peer-call-link.ts';
import type { CallLink, CallLinkOptions } from '../media/call-link.ts';
import type { CameraSettings } from './camera-settings.ts';

// The two pages of bench/camera-latency.ts: a call's own connections over the browser's camera, with settings to compare.

/** A frame of the film by its number, and when it was taken or shown: milliseconds since 1970, on the clock of both pages. */
type Seen = { readonly number: number; readonly atMs: number };

const bits = 6;
const seen: Seen[] = [];
const signals: string[] = [];
let link: CallLink | null = null;

export function takeSignals(): readonly string[] {
  return signals.splice(0);
}

export function receive(data: string): void {
  link?.receive(data);
}

export function takeSeen(): readonly Seen[] {
  return seen.splice(0);
}

export async function stats() {
  return await link?.stats();
}

/** Films, shows the film to nobody, and sends it. Resolves when the other end is reached. */
export async function film(settings: CameraSettings): Promise<void> {
  apply(settings);
  const stream = await navigator.mediaDevices.getUserMedia({ video: { width: 1280, height: 720 } });
  const [camera = null] = stream.getVideoTracks();
  watch(stream, ({ captureTime }, now) => captureTime ?? now);
  const connected = Promise.withResolvers<void>();
  const options: CallLinkOptions = {
    role: 'customer',
    iceServers: [],
    onSignal: (data) => signals.push(data),
    onTrack: () => {},
    onConnected: () => {
      link?.setVideo(camera);
      connected.resolve();
    },
    onClosed: () => {},
  };
  link = openSimplePeerCallLink(options, settings.codec === 'H264' ? ['H264', 'VP8'] : undefined);
  await connected.promise;
}

export function look(settings: CameraSettings): void {
  apply(settings);
  link = openSimplePeerCallLink({
    role: 'technician',
    iceServers: [],
    onSignal: (data) => signals.push(data),
    onTrack: (track) => {
      if (track.kind === 'video') watch(new MediaStream([track]), ({ expectedDisplayTime }) => expectedDisplayTime);
    },
    onConnected: () => {},
    onClosed: () => {},
  });
}

function watch(stream: MediaStream, timeOf: (frame: VideoFrameCallbackMetadata, now: number) => number): void {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = stream;
  document.body.append(video);
  void video.play();
  const context = new OffscreenCanvas(bits + 2, 1).getContext('2d', { willReadFrequently: true });
  const next = (): void => {
    video.requestVideoFrameCallback((now, frame) => {
      next();
      context?.drawImage(video, 0, 0, video.videoWidth, video.videoHeight / 8, 0, 0, bits + 2, 1);
      const number = readNumber(context?.getImageData(0, 0, bits + 2, 1).data);
      if (number !== null) seen.push({ number, atMs: performance.timeOrigin + timeOf(frame, now) });
    });
  };
  next();
}

/** The number that bench/camera-latency/film.ts writes across the upper edge: a white block, the bits, and their parity. */
function readNumber(pixels: Uint8ClampedArray | undefined): number | null {
  const blocks = Array.from({ length: bits + 2 }, (_, index) => ((pixels?.[index * 4] ?? 0) > 127 ? 1 : 0));
  const digits = blocks.slice(1, bits + 1);
  const number = digits.reduce<number>((sum, bit) => sum * 2 + bit, 0);
  const parity = digits.reduce<number>((sum, bit) => sum ^ bit, 0);
  return blocks[0] === 1 && blocks.at(-1) === parity ? number : null;
}

function apply({ jitterMs, contentHint }: CameraSettings): void {
  if (jitterMs !== undefined) {
    Object.defineProperty(RTCRtpReceiver.prototype, 'jitterBufferTarget', jitterAccessor(jitterMs));
  }
  if (contentHint !== null) {
    Object.defineProperty(MediaStreamTrack.prototype, 'contentHint', { set: () => {}, get: () => contentHint });
  }
}

/** Sets what is to be measured in place of what the link sets. */
function jitterAccessor(jitterMs: number | null): PropertyDescriptor {
  const own = Object.getOwnPropertyDescriptor(RTCRtpReceiver.prototype, 'jitterBufferTarget') ?? {};
  return {
    ...own,
    set(this: RTCRtpReceiver) {
      own.set?.call(this, jitterMs);
    },
  };
}
