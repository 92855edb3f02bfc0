/** A link's bits for video: what is left is for text and the pointer, which go first. */
export const videoShareOfLink = 0.75;
/** Below this no codec shows anything; above it nobody sees a difference. */
export const leastVideoBitsPerSecond = 150_000;
export const mostVideoBitsPerSecond = 30_000_000;
/** A single picture is refined when it has stood for this long, as is anything that is not exact. */
export const refineAfterMs = 250;
/** A video ends when nothing in it moved for this long: players pause between scenes for less. */
export const videoEndsAfterMs = 600;
/** Or when for this long hardly any of it moved: then it is a dialogue with a blinking cursor. */
export const calmEndsAfterMs = 1_000;
/** Tiles that change in a frame, as a share of all, below which a video is calm. */
export const calmShare = 0.15;
/** A stream begins anew for a larger area no sooner than this after it began: each costs a key frame. */
export const growAfterMs = 1_000;
/** And for another size or bit rate no sooner than this. */
export const resizeAfterMs = 2_000;
/** The link has to be this many times what it was, or that part of it, for another bit rate. */
export const bitRateFactor = 2;
/** After an encoder broke, or none could be opened, the next one is tried after this. */
export const videoRetryMs = 10_000;
/** Time to encode one pixel, before it was measured: a full HD picture in 16 ms. */
export const usualVideoMsAPixel = 8e-6;
/** A measurement counts for this share of what is believed. */
export const newMeasurementShare = 0.2;
