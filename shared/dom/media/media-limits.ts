/** Limits of the media connection, with their reasons. */

/** The same as `mediaSignalSchema` lets through: an offer with every codec Chromium has is near 8 KiB. */
export const maxMediaSignalCharacters = 32_768;
/** Largest picture asked of the screen. Larger screens are scaled down: no software encoder keeps up with them. */
export const maxCaptureWidth = 3840;
export const maxCaptureHeight = 2160;
