import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { fitPicture } from '#shared/std/lens/board-geometry.ts';
import { BoardCanvas } from '#shared/ui/board/board-canvas.ts';
import { drawMarks } from '#shared/ui/board/draw-marks.ts';
import { useText } from '../../window/services.tsx';
import styles from './board-overlay.module.css';
import type { FramePicture } from './held-picture.ts';
import type { PhoneBoard } from './phone-board.ts';
import { StillPicture } from './still-picture.tsx';

/**
 * The technician's drawings over the camera's picture, and the still picture that may stand in its place. Fills the element that
 * it is put into, which the video fills, too, by the same `fit`.
 */
export function BoardOverlay(props: {
  readonly board: PhoneBoard;
  readonly video: HTMLVideoElement | null;
  /** The video's `object-fit`. */
  readonly fit: 'contain' | 'cover';
}) {
  const { board, video, fit } = props;
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const under = useRef<HTMLCanvasElement>(null);
  const still = useStore(board.state, (state) => state.still);
  const cannotHold = t('boardCannotHold');
  useEffect(() => {
    if (canvas.current === null || under.current === null) return;
    const below = under.current;
    let isEmpty = false;
    const drawn = new BoardCanvas(canvas.current, (context, size) => {
      const marks = board.shown();
      isEmpty = marks.length === 0;
      const found = isEmpty ? null : board.pictureOfMarks();
      showPicture(below, found);
      // The camera was turned or switched: the picture lies elsewhere at once.
      const picture = found ?? (video && { width: video.videoWidth, height: video.videoHeight });
      const place = picture && fitPicture(size, picture, fit);
      if (place !== null) drawMarks(context, marks, place, { cannotHold });
    });
    const soon = (): void => {
      // While nothing is drawn the worker's answers change nothing.
      if (!isEmpty || board.shown().length > 0) drawn.soon();
    };
    const stop = board.onChange(soon);
    video?.addEventListener('resize', soon);
    soon();
    return () => {
      stop();
      video?.removeEventListener('resize', soon);
      drawn.dispose();
    };
  }, [board, video, fit, cannotHold]);
  return (
    <div className={styles['overlay']}>
      <canvas ref={under} className={styles['canvas']} style={{ objectFit: fit }} hidden />
      <canvas ref={canvas} className={styles['canvas']} aria-hidden />
      {still !== null && <StillPicture key={still.id} board={board} picture={still} />}
    </div>
  );
}

/** Lays the frame in which the marks were found over the camera's own picture, in the same turn as the marks. */
function showPicture(canvas: HTMLCanvasElement, picture: FramePicture | null): void {
  canvas.hidden = picture === null;
  if (picture === null) return;
  const { width, height } = picture;
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { alpha: false });
  if (picture instanceof ImageData) context?.putImageData(picture, 0, 0);
  else context?.drawImage(picture, 0, 0);
}
