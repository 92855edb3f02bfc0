import type { BoardArea } from '#shared/std/lens/board-geometry.ts';
import type { MarkTransform } from '#shared/std/lens/tracked-frame.ts';

// What holds drawings to what is behind them, as the window needs it: a worker, which the entry point opens.

/** `hidden`: its object is not in the picture, or not recognised now. `cannotHold`: nothing is there to hold on to. */
export type AnchorState = 'held' | 'hidden' | 'cannotHold';

export type AnchoredFrame = {
  readonly capturedAtMs: number;
  readonly anchors: readonly {
    readonly id: number;
    readonly state: AnchorState;
    /** From the picture that the mark was drawn on to this frame; null unless it is held. */
    readonly transform: MarkTransform | null;
  }[];
};

export type VisionEvents = {
  readonly onReady: () => void;
  /** Answers each frame. */
  readonly onTracked: (frame: AnchoredFrame) => void;
  readonly onAnchored: (id: number, state: AnchorState) => void;
  /** It does not keep up with the camera, also at its smallest size. */
  readonly onTooSlow: () => void;
  readonly onFailed: () => void;
};

/** A VideoFrame where the browser has them and their brightness can be read as it is; else its pixels. */
export type CameraPicture = ImageBitmap | VideoFrame;

export type Vision = {
  /** The camera's newest frame, which is the worker's from here on. The next one only after this was answered. */
  track(frame: CameraPicture, capturedAtMs: number): void;
  /** Holds a mark that was drawn on `seen`, a JPEG, over `area` of it. */
  anchor(id: number, seen: Uint8Array, area: BoardArea): void;
  /** The mark has grown. */
  extend(id: number, area: BoardArea): void;
  release(id: number): void;
  close(): void;
};

export type OpenVision = (events: VisionEvents) => Vision;
