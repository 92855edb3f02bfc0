import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { ScreenReceiver } from '../media/screen-receiver.ts';
import { ScreenSender } from '../media/screen-sender.ts';
import type { VideoSettings } from '../media/video-settings.ts';

// The two pages of bench/screen/systems/webrtc.ts: our own sender and receiver, with settings to compare.

type Send = (signal: MediaSignal) => Promise<void>;
type End = { receive(signal: MediaSignal): void };

/** Captures the screen at the next click, and resolves to whether that is the whole screen. */
export function host(video: VideoSettings, send: Send): End & { readonly started: Promise<boolean> } {
  const started = Promise.withResolvers<boolean>();
  const sender = new ScreenSender({
    video,
    send: (signal) => void send(signal),
    onStarted: (_, wholeScreen) => started.resolve(wholeScreen),
    onFailed: (_, reason) => started.reject(new Error(reason)),
    onStopped: () => {},
  });
  addEventListener('click', () => void sender.start(1), { once: true });
  return { receive: (signal) => sender.receive(signal), started: started.promise };
}

/** Shows the remote screen at this size, its own: pixel for pixel while nobody scales it on the way. */
export function view(
  send: Send,
  { width, height }: { readonly width: number; readonly height: number },
): End & { readonly stats: ScreenReceiver['stats'] } {
  const video = document.createElement('video');
  video.muted = true;
  video.style.cssText = `position: fixed; left: 0; top: 0; width: ${width}px; height: ${height}px`;
  document.body.replaceChildren(video);
  const receiver = new ScreenReceiver({
    send: (signal) => void send(signal),
    onPicture: (track) => {
      video.srcObject = new MediaStream([track]);
      void video.play();
    },
    onLost: () => {},
  });
  return { receive: (signal) => receiver.receive(signal), stats: () => receiver.stats() };
}
