import type { Dispose } from '../core/dispose.ts';
import type { FailureCode } from '../core/failure.ts';
import type { Result } from '../core/result.ts';
import type { Area } from './area.ts';
import type { CursorShape, Monitor } from './screen-message.ts';
import type { Picture } from './picture.ts';

/**
 * Where pictures come from: a computer's screens, through whatever its system offers. It reports that something changed and
 * hands out pixels when asked; what is asked for, and when, is the sender's business, so nothing queues up here.
 */
export interface ScreenSource {
  /** At least one; ids are below `maxMonitors` and stay with a monitor while it is plugged in. */
  readonly monitors: readonly Monitor[];
  /** Monitors were plugged in, unplugged, turned or resized. `monitors` is new already. */
  onMonitors(listener: () => void): Dispose;
  /** Something on a screen may have changed since the last `update`. Called once until then. */
  onChanged(listener: () => void): Dispose;
  /**
   * Brings `picture`, which is as large as the monitor, up to date and says where it may differ from before: everything, at
   * the first call for a picture. Empty if nothing changed. Fails if the monitor is gone or changed its size meanwhile.
   */
  update(monitor: number, picture: Picture): Promise<Result<readonly Area[], 'gone'>>;
  /** Position over all monitors, in the pixels of the virtual desktop; null while the system hides it. */
  onCursorMoved(listener: (position: { readonly x: number; readonly y: number } | null) => void): Dispose;
  onCursorShape(listener: (shape: CursorShape) => void): Dispose;
  /** The system took the screens away. */
  onEnded(listener: (reason: FailureCode) => void): Dispose;
  /** Nothing is captured any more when it resolves. */
  close(): Promise<void>;
}

/** Fails with the sentence to show if this computer's screens cannot be captured in this way. */
export type OpenScreenSource = () => Promise<Result<ScreenSource, FailureCode>>;
