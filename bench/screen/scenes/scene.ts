import type { Area, XClient } from '../x-client.ts';

/** What is going on, on the customer's screen. */
export type Scene = {
  /** Zero: nothing changes. */
  readonly framesPerSecond: number;
  /** Measured at least so long: a few frames say little. */
  readonly leastSeconds: number;
  /** Puts what its frames are made of onto the display's server. */
  prepare(display: XClient): Promise<Picture>;
};

/**
 * The picture of frame `frame`, drawn into `target`, which holds the frame before unless `whole`. Gives the areas that
 * differ from it. The same number always gives the same picture, so that what arrived can be compared with it.
 */
export type Picture = (target: number, frame: number, whole: boolean) => readonly Area[];
