import { useEffect, useLayoutEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { classNames } from '#shared/ui/class-names.ts';
import { useServices } from '../../window/services.tsx';
import { keepActualSize } from '../actual-size.ts';
import { attachLaneCursor } from './attach-lane-cursor.ts';
import styles from './lane-pictures.module.css';
import type { LanePicture, LaneViewer } from './lane-viewer.ts';

/** The monitors that are looked at, side by side as they stand on the customer's desk, each with the customer's pointer. */
export function LanePictures(props: {
  readonly viewer: LaneViewer;
  readonly fit: 'fit' | 'actual';
  readonly controlling: boolean;
}) {
  const { viewer, fit, controlling } = props;
  const pictures = useStore(viewer.state, (state) => state.pictures);
  return (
    <div className={classNames(styles['row'], styles[fit])}>
      {pictures.map((picture) => (
        <LaneCell key={picture.monitor.id} {...{ picture, viewer, fit, controlling }} />
      ))}
    </div>
  );
}

function LaneCell(props: {
  readonly picture: LanePicture;
  readonly viewer: LaneViewer;
  readonly fit: 'fit' | 'actual';
  readonly controlling: boolean;
}) {
  const { viewer, fit, controlling } = props;
  const { monitor, canvas, size } = props.picture;
  const { clock } = useServices();
  const cell = useRef<HTMLDivElement>(null);
  const width = size?.width ?? 0;
  const height = size?.height ?? 0;

  useLayoutEffect(() => {
    cell.current?.prepend(canvas);
    return () => canvas.remove();
  }, [canvas]);
  useLayoutEffect(() => {
    if (fit === 'fit' || width === 0) return;
    return keepActualSize(canvas, () => ({ width, height }));
  }, [canvas, fit, width, height]);
  useEffect(() => {
    if (cell.current === null) return;
    return attachLaneCursor(cell.current, canvas, {
      lane: monitor.id,
      cursor: viewer.cursor,
      clock,
      size: () => (width > 0 ? { width, height } : null),
      controlling,
    });
  }, [canvas, clock, controlling, monitor.id, viewer, width, height]);

  // Monitors share the width as they share the desk's.
  return <div ref={cell} className={styles['cell']} style={{ flexGrow: fit === 'fit' ? monitor.width : 0 }} />;
}
