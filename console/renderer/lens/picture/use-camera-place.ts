import { useEffect, useState, type RefObject } from 'react';
import type { CameraPlace } from './camera-zoom.ts';

/** How large the place and the camera's picture in it are now; null while there is none to measure. */
export function useCameraPlace(
  box: RefObject<HTMLElement | null>,
  video: RefObject<HTMLVideoElement | null>,
): CameraPlace | null {
  const [place, setPlace] = useState<CameraPlace | null>(null);
  useEffect(() => {
    const outer = box.current;
    const inner = video.current;
    if (outer === null || inner === null) return;
    const measure = (): void => {
      const { clientWidth: width, clientHeight: height } = outer;
      const picture = { width: inner.videoWidth, height: inner.videoHeight };
      if (width === 0 || height === 0 || picture.width === 0 || picture.height === 0) return;
      setPlace((before) => {
        const now = { box: { width, height }, picture, devicePixelRatio };
        return before !== null && isSame(before, now) ? before : now;
      });
    };
    const listening = new AbortController();
    const { signal } = listening;
    // The first picture, and one of another size: the phone was turned, or its camera switched.
    inner.addEventListener('loadedmetadata', measure, { signal });
    inner.addEventListener('resize', measure, { signal });
    // The window moved to a display of another scale.
    window.addEventListener('resize', measure, { signal });
    const resizing = new ResizeObserver(measure);
    resizing.observe(outer);
    measure();
    return () => {
      listening.abort();
      resizing.disconnect();
    };
  }, [box, video]);
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
