import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import { pictureRectangle, type Rectangle, type Size } from '../../input/picture-geometry.ts';
import { cursorStyle, followsForMs, pointerScale, showsRemotePointer, type OwnPointer } from './cursor-looks.ts';
import { drawCursor } from './draw-cursor.ts';
import type { RemoteCursor } from './remote-cursor.ts';

export type LaneCursorOptions = {
  readonly lane: number;
  readonly cursor: RemoteCursor;
  readonly clock: Clock;
  /** Of the lane's picture; null before the first. */
  readonly size: () => Size | null;
  readonly controlling: boolean;
};

/**
 * Draws the customer's pointer over a lane: as the technician's own, which moves at once, while they control it; and as a small
 * picture of its own where the two are not at the same place. `cell` holds the lane's canvas and nothing else.
 */
export function attachLaneCursor(cell: HTMLElement, canvas: HTMLElement, options: LaneCursorOptions): Dispose {
  const { cursor, lane, clock, controlling } = options;
  const pointer = cell.ownerDocument.createElement('canvas');
  Object.assign(pointer.style, { position: 'absolute', left: '0', top: '0', pointerEvents: 'none', display: 'none' });
  const listening = new AbortController();
  const { signal } = listening;
  let own: OwnPointer | null = null;
  let stopTimer: Dispose = () => {};
  let drawnAs = '';
  let address: string | null = null;

  const place = (): void => {
    const size = options.size();
    const at = cursor.at(lane);
    const { shape } = cursor;
    const isShown = size !== null && shape !== null && showsRemotePointer(at, own, controlling, clock.monotonicMs());
    pointer.style.display = isShown ? 'block' : 'none';
    if (!isShown || at === null) return;
    const drawn = rectangleIn(cell, canvas, size);
    const scale = pointerScale(shape, drawn.width / size.width);
    const x = drawn.left + (at.x + 0.5) * (drawn.width / size.width) - (shape.hotX + 0.5) * scale;
    const y = drawn.top + (at.y + 0.5) * (drawn.height / size.height) - (shape.hotY + 0.5) * scale;
    pointer.style.transform = `translate(${x}px, ${y}px)`;
  };

  /** The picture of the pointer, drawn again only for another shape or another size on the screen. */
  const draw = (): void => {
    const size = options.size();
    const { shape } = cursor;
    if (size === null || shape === null) {
      cell.style.cursor = '';
      return;
    }
    const ratio = cell.ownerDocument.defaultView?.devicePixelRatio ?? 1;
    const scale = pointerScale(shape, rectangleIn(cell, canvas, size).width / size.width);
    const look = `${shapeNumber(shape)} ${scale} ${ratio}`;
    if (look === drawnAs) return;
    drawnAs = look;
    drawCursor(pointer, shape, scale * ratio);
    pointer.style.width = `${pointer.width / ratio}px`;
    pointer.style.height = `${pointer.height / ratio}px`;
    if (!controlling) return;
    pointer.toBlob((picture) => {
      if (signal.aborted || look !== drawnAs || picture === null) return;
      const old = address;
      address = URL.createObjectURL(picture);
      cell.style.cursor = cursorStyle(shape, address, scale, ratio);
      if (old !== null) URL.revokeObjectURL(old);
    });
  };

  const update = (): void => {
    draw();
    place();
  };

  const onOwn = (event: PointerEvent): void => {
    const size = options.size();
    if (size === null) return;
    const outer = cell.getBoundingClientRect();
    const drawn = rectangleIn(cell, canvas, size);
    own = {
      x: ((event.clientX - outer.left - drawn.left) / drawn.width) * size.width,
      y: ((event.clientY - outer.top - drawn.top) / drawn.height) * size.height,
      atMs: clock.monotonicMs(),
    };
    place();
    // Where the two are apart once the customer's had the time to follow, both are shown.
    stopTimer();
    stopTimer = clock.after(followsForMs, place);
  };
  const onOwnGone = (): void => {
    own = null;
    place();
  };

  if (controlling) {
    cell.addEventListener('pointermove', onOwn, { signal });
    cell.addEventListener('pointerleave', onOwnGone, { signal });
  }
  const resizing = new ResizeObserver(update);
  resizing.observe(cell);
  resizing.observe(canvas);
  const stopCursor = cursor.onChange(update);
  cell.append(pointer);
  update();

  return () => {
    listening.abort();
    resizing.disconnect();
    stopCursor();
    stopTimer();
    pointer.remove();
    cell.style.cursor = '';
    if (address !== null) URL.revokeObjectURL(address);
  };
}

const numbers = new WeakMap<object, number>();
let lastNumber = 0;

function shapeNumber(shape: object): number {
  const number = numbers.get(shape) ?? ++lastNumber;
  numbers.set(shape, number);
  return number;
}

/** Where the picture is drawn, in CSS pixels from the cell's corner. */
function rectangleIn(cell: HTMLElement, canvas: HTMLElement, picture: Size): Rectangle {
  const outer = cell.getBoundingClientRect();
  const inner = canvas.getBoundingClientRect();
  return pictureRectangle({
    box: { left: inner.left - outer.left, top: inner.top - outer.top, width: inner.width, height: inner.height },
    picture,
    // The canvas is the picture's own box at 1:1, and holds it centred otherwise: the same either way.
    fit: 'fit',
    scroll: { x: 0, y: 0 },
    devicePixelRatio: 1,
  });
}
