/** Limits of the whiteboard, with their reasons. Positions and widths are in units of the picture's width. */

/** Each one costs the phone about a millisecond a frame to hold; a picture with more of them explains nothing. */
export const maxMarks = 40;
/** A long, curled stroke at 60 points a second for half a minute. */
export const maxMarkPoints = 2_000;
/** Points of one `board/extend`: a technician's window sends them every frame. */
export const maxPointsAtOnce = 64;
export const maxMarkTextCharacters = 120;
export const maxMarkNumber = 99;
/** Thinner is not seen on a phone, thicker hides what it points at. */
export const leastMarkWidth = 0.001;
export const mostMarkWidth = 0.1;
/** Strokes may leave the picture a little; nothing is ever further out. */
export const farthestPosition = 4;
/** The picture that a mark was drawn on, as JPEG: what fits one message of the control channel as base64. */
export const maxBoardPictureBytes = 40_000;
/** Its longer side; more than the tracker looks at would be no use to it. */
export const maxBoardPicturePixels = 640;
/** Pictures that are kept: a mark that comes back by redo, and a still picture, need theirs. */
export const maxBoardPictures = 16;
/** Frames a second whose transforms are sent: no faster than the camera. */
export const maxTrackedFramesPerSecond = 30;
/** Below this a drawing lags behind its object so much that it misleads. */
export const leastTracksPerSecond = 15;
/** Of each number of a mark's transform: a mark whose place takes larger ones is at the horizon, and not to be seen. */
export const mostInTransform = 1_000_000;
