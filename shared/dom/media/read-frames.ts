import type { Dispose } from '#shared/std/core/dispose.ts';

/**
 * Hands over a track's frames as they come, until the returned function is called or the track ends. A frame is closed when
 * `onFrame` is done. One that comes while the window has no time is left out: there is no queue that could fall behind.
 */
export function readFrames(track: MediaStreamTrack, onFrame: (frame: VideoFrame) => void | Promise<void>): Dispose {
  if (track.readyState === 'ended') return () => {};
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  let isWanted = true;
  const readAll = async (): Promise<void> => {
    for (;;) {
      const { value: frame, done } = await reader.read();
      if (done) return;
      try {
        if (isWanted) await onFrame(frame);
      } catch (error) {
        reportError(error);
      } finally {
        frame.close();
      }
    }
  };
  readAll().catch(() => {}); // As at its end: who shows frames keeps the last one.
  return () => {
    isWanted = false;
    reader.cancel().catch(() => {}); // It fails where the track has ended already.
  };
}
