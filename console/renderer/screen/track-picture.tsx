import { useEffect, type RefObject } from 'react';
import { keepActualSize } from './actual-size.ts';
import styles from './remote-screen.module.css';
import { playStream } from './video-element.ts';

/** A screen that comes as a media track. */
export function TrackPicture(props: {
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly stream: MediaStream | undefined;
  readonly fit: 'fit' | 'actual';
  readonly onShown: (shown: boolean) => void;
}) {
  const { video, stream, fit, onShown } = props;
  useEffect(() => {
    if (video.current === null || stream === undefined) return;
    return playStream(video.current, stream, onShown);
  }, [video, stream, onShown]);
  useEffect(() => {
    const element = video.current;
    if (element === null || fit === 'fit') return;
    return keepActualSize(element, () => ({ width: element.videoWidth, height: element.videoHeight }));
  }, [video, fit]);
  // The picture of a screen has no sound and no words of its own.
  return <video ref={video} className={styles['video']} autoPlay muted playsInline />;
}
