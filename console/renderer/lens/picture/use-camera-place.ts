import { useEffect, useState, type RefObject } from 'react';
import type { PaintedTrack } from '#shared/dom/media/painted-track.ts';
import type { CameraPlace } from './camera-zoom.ts';

/** How large the place and the camera's picture in it are now; null while there is none to measure. */
export function useCameraPlace(box: RefObject<HTMLElement | null>, camera: PaintedTrack): CameraPlace | null {
  const [place, setPlace] = useState<CameraPlace | null>(null);
  useEffect(() => {
    const outer = box.current;
    if (outer === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = outer;
      const { frame } = camera;
      if (width === 0 || height === 0 || frame === null) return;
      const picture = { width: frame.width, height: frame.height };
      setPlace((before) => {
        const now = { box: { width, height }, picture, devicePixelRatio };
        return before !== null && isSame(before, now) ? before : now;
      });
    };
    const listening = new AbortController();
    const { signal } = listening;
    // The window moved to a display of another scale.
    window.addEventListener('resize', measure, { signal });
    const resizing = new ResizeObserver(measure);
    resizing.observe(outer);
    const stopSizes = camera.onSize(measure);
    measure();
    return () => {
      listening.abort();
      resizing.disconnect();
      stopSizes();
    };
  }, [box, camera]);
  return place;
}

function isSame(a: CameraPlace, b: CameraPlace): boolean {
  return (
    a.devicePixelRatio === b.devicePixelRatio &&
    a.box.width === b.box.width &&
    a.box.height === b.box.height &&
    a.picture.width === b.picture.width &&
    a.picture.height === b.picture.height
  );
}
