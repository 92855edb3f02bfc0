import { maxFramesInFlight, maxScreenFrameBytes } from '#shared/std/screen/screen-limits.ts';

/** Limits and time-outs of the window's end of a screen lane, with their reasons. */

/** Frames of a lane that wait to be drawn: after a restart those of before may still come, and as many again. More is a flood. */
export const maxWaitingFrames = 2 * maxFramesInFlight;
/** Bytes handed to the worker and not taken by it: a worker that hangs is left with this, and ended. */
export const maxUntakenBytes = 2 * maxScreenFrameBytes;
/** A picture is decoded in milliseconds; a decoder that says nothing for this long never will. */
export const videoPictureTimeoutMs = 2_000;
/** Restarts for a decoder's sake come no closer than this: each costs a whole picture. */
export const minRestartIntervalMs = 1_000;
/** A codec that has failed this often in one viewer is not asked for again. */
export const maxCodecFailures = 2;
/** From asking for a whole picture to its first piece, before it is asked again; doubled each time. */
export const firstPictureGraceMs = 4_000;
/** Figures that change faster cannot be read. */
export const statisticsIntervalMs = 1_000;
