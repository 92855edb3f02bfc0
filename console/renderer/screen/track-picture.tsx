import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { PixelSize } from '#shared/std/lens/board-geometry.ts';
import type { PaintedTrack } from '#shared/dom/media/painted-track.ts';
import { keepActualSize } from './actual-size.ts';
import styles from './remote-screen.module.css';

/** A screen that comes as a media track. */
export function TrackPicture(props: {
  readonly picture: PaintedTrack;
  readonly track: MediaStreamTrack | undefined;
  readonly fit: 'fit' | 'actual';
  readonly onShown: (shown: boolean) => void;
}) {
  const { picture, track, fit, onShown } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState<PixelSize | null>(null);
  useLayoutEffect(() => (canvas.current === null ? undefined : picture.attach(canvas.current)), [picture]);
  useEffect(() => {
    picture.show(track ?? null);
    if (track === undefined) {
      onShown(false);
      return;
    }
    // One that takes over from another is no loss, and control goes on: the last picture stands until its first.
    const stopFrames = picture.onFrame(() => {
      stopFrames();
      onShown(true);
    });
    return () => {
      stopFrames();
      picture.show(null);
    };
  }, [picture, track, onShown]);
  useEffect(() => picture.onSize(setSize), [picture]);
  useLayoutEffect(() => {
    if (canvas.current === null || size === null || fit === 'fit') return;
    return keepActualSize(canvas.current, () => size);
  }, [size, fit]);
  // The picture of a screen has no words of its own.
  return <canvas ref={canvas} width={0} height={0} className={styles['track']} />;
}
