/** Every limit of the screen lane, with its reason. */

/** Monitors of one computer that can be shown. A lane's number is a byte; nobody's desk has room for more. */
export const maxMonitors = 16;
/** Twice the side of the largest monitors there are. */
export const maxScreenSidePixels = 16_384;
/** A picture's pixels: an 8K screen. More would cost the viewer gigabytes. */
export const maxScreenPixels = 7_680 * 4_320;
/** Cursors are 24 to 96 pixels wide; the largest for people who see badly are 128. */
export const maxCursorSidePixels = 128;
/** One message on the `screen` channel: small enough that what comes behind it on a slow link waits little. */
export const maxScreenMessageBytes = 64 * 1024;
/** One frame of all pieces: a whole 8K screen of noise is no larger than this compressed, and the viewer holds one. */
export const maxScreenFrameBytes = 128 * 1024 * 1024;
/** Frames on their way in a lane, not drawn yet: one being drawn while the next is made, and one on the wire. */
export const maxFramesInFlight = 3;
