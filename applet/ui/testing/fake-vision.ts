import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';
import type { AnchorState, OpenVision, VisionEvents } from '../lens/board/vision.ts';

/** A worker that says of every mark what the test wants, and remembers what it was given. */
export class FakeVision {
  /** Of all marks, from the next frame on. */
  state: AnchorState = 'held';
  transform: MarkTransform = [1, 0, 0, 0, 1, 0, 0, 0, 1];
  /** Ready as soon as it is opened. */
  isQuick = true;
  /** False: a frame is looked at for longer than anybody waits. */
  answers = true;
  readonly anchored: number[] = [];
  readonly frames: { readonly width: number; readonly height: number; readonly capturedAtMs: number }[] = [];
  isOpen = false;
  events: VisionEvents | null = null;

  readonly open: OpenVision = (events) => {
    this.isOpen = true;
    this.events = events;
    if (this.isQuick) queueMicrotask(() => events.onReady());
    const marks = new Set<number>();
    return {
      track: (frame, capturedAtMs) => {
        const [width, height] =
          frame instanceof ImageBitmap ? [frame.width, frame.height] : [frame.displayWidth, frame.displayHeight];
        this.frames.push({ width, height, capturedAtMs });
        frame.close();
        if (!this.answers) return;
        const { state, transform } = this;
        queueMicrotask(() =>
          events.onTracked({
            capturedAtMs,
            anchors: [...marks].map((id) => ({ id, state, transform: state === 'held' ? transform : null })),
          }),
        );
      },
      anchor: (id) => {
        this.anchored.push(id);
        marks.add(id);
      },
      extend: () => {},
      release: (id) => marks.delete(id),
      close: () => {
        this.isOpen = false;
      },
    };
  };
}
