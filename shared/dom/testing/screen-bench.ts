import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { ScreenReceiver } from '../media/screen-receiver.ts';
import { ScreenSender } from '../media/screen-sender.ts';
import type { VideoSettings } from '../media/video-settings.ts';

// The two pages of bench/media-settings.ts: our own sender and receiver, with settings to compare.

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

/** Shows the remote screen at the size of this one: pixel for pixel while nobody scales it on the way. */
export function view(send: Send): End & { readonly stats: ScreenReceiver['stats'] } {
  const video = document.createElement('video');
  video.muted = true;
  // The size of the display, not of the window: a window without a window manager can miss a pixel or two.
  video.style.cssText = `position: fixed; left: 0; top: 0; width: ${screen.width}px; height: ${screen.height}px`;
  document.body.replaceChildren(video);
  const receiver = new ScreenReceiver({
    send: (signal) => void send(signal),
    onStream: (stream) => {
      video.srcObject = stream;
      void video.play();
    },
    onLost: () => {},
  });
  return { receive: (signal) => receiver.receive(signal), stats: () => receiver.stats() };
}
