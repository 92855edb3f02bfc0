import type { OpenCallLink } from '#shared/dom/media/call-link.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { AppletRemote } from '../window/applet-remote.ts';
import { LensCall } from './lens-call.ts';

/** The call of this page, with the browser's own camera and microphone. */
export function openLensCall(remote: AppletRemote, clock: Clock): LensCall {
  // Both are missing from pages without a secure connection, whatever their types say.
  const { mediaDevices, wakeLock } = navigator as Partial<Pick<Navigator, 'mediaDevices' | 'wakeLock'>>;
  return new LensCall({
    remote,
    clock,
    devices: mediaDevices ?? null,
    page: document,
    keepScreenLit: wakeLock === undefined ? null : () => wakeLock.request('screen'),
    loadLink: loadCallLink,
    newStream: (tracks) => new MediaStream(tracks),
  });
}

/** The heavy part: to be fetched when a session is near, while the relay that serves the page is surely there. */
export async function loadCallLink(): Promise<OpenCallLink> {
  const [{ openSimplePeerCallLink }, { preferredCameraCodecs }] = await Promise.all([
    import('#shared/dom/media/simple-peer-call-link.ts'),
    import('#shared/dom/media/camera-codecs.ts'),
  ]);
  const { mediaCapabilities } = navigator as Partial<Pick<Navigator, 'mediaCapabilities'>>;
  const codecs = await preferredCameraCodecs(mediaCapabilities);
  return (options) => openSimplePeerCallLink(options, codecs);
}
