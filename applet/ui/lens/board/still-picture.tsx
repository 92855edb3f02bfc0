import { useEffect, useRef, useState } from 'react';
import { fromBase64Url } from '#shared/std/crypto/bytes.ts';
import { fitPicture } from '#shared/std/lens/board-geometry.ts';
import type { BoardPicture } from '#shared/std/lens/board.ts';
import { BoardCanvas } from '#shared/ui/board/board-canvas.ts';
import { drawMarks } from '#shared/ui/board/draw-marks.ts';
import { useText } from '../../window/services.tsx';
import styles from './board-overlay.module.css';
import type { PhoneBoard } from './phone-board.ts';

/** A picture that the technician froze, with what they drew on it, in the camera's place. */
export function StillPicture(props: { readonly board: PhoneBoard; readonly picture: BoardPicture }) {
  const { board, picture } = props;
  const t = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const image = useDecoded(picture);
  const cannotHold = t('boardCannotHold');
  useEffect(() => {
    if (canvas.current === null) return;
    const drawn = new BoardCanvas(canvas.current, (context, size) => {
      const place = fitPicture(size, picture, 'contain');
      if (place === null || image === null) return;
      context.imageSmoothingQuality = 'high';
      context.drawImage(image, place.left, place.top, place.width, place.height);
      drawMarks(context, board.shownOn(picture.id), place, { cannotHold });
    });
    const stop = board.onChange(() => drawn.soon());
    drawn.soon();
    return () => {
      stop();
      drawn.dispose();
    };
  }, [board, picture, image, cannotHold]);
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- with drawings over it, which come and go
  return <canvas ref={canvas} className={styles['still']} role="img" aria-label={t('boardStill')} />;
}

/** Null until it is decoded. The core has looked that it is as small as it says, before it came here. */
function useDecoded(picture: BoardPicture): ImageBitmap | null {
  const [image, setImage] = useState<ImageBitmap | null>(null);
  useEffect(() => {
    const bytes = fromBase64Url(picture.jpeg);
    if (bytes === null) return;
    let isWanted = true;
    const decoding = createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }));
    void decoding.then(
      (decoded) => (isWanted ? setImage(decoded) : decoded.close()),
      () => {}, // What cannot be decoded is not shown; the marks would mean nothing without it.
    );
    return () => {
      isWanted = false;
    };
  }, [picture]);
  return image;
}
