/** Every limit of the screen lane, with its reason. */

/** Monitors of one computer that can be shown. A lane's number is a byte; nobody's desk has room for more. */
export const maxMonitors = 16;
/** Twice the side of the largest monitors there are. */
export const maxScreenSidePixels = 16_384;
/** A picture's pixels: an 8K screen. More would cost the viewer gigabytes. */
export const maxScreenPixels = 7_680 * 4_320;
/** Of all monitors together: eight of 4K. A viewer that shows them all holds each twice. */
export const maxDesktopPixels = 2 * maxScreenPixels;
/** Cursors are 24 to 96 pixels wide; the largest for people who see badly are 128. */
export const maxCursorSidePixels = 128;
/** A monitor's name, for people to choose by; they are a dozen characters. */
export const maxMonitorNameCharacters = 80;
/**
 * One message on the `screen` channel: the largest cursor with its header. A piece of a frame may be as long, and is shorter
 * on a slow link, so that what comes behind it waits little.
 */
export const maxScreenMessageBytes = 4 * maxCursorSidePixels ** 2 + 16;
/** Monitors follow one another this slowly to the technician: a guest's screen that is being resized changes ten times a second. */
export const monitorsIntervalMs = 300;
/** A monitor that could not be read is tried again this often, and given up after so many times. */
export const goneRetryMs = 500;
export const mostGoneTries = 10;
/** One frame of all pieces: a whole 8K screen of noise is no larger than this compressed, and the viewer holds one. */
export const maxScreenFrameBytes = 128 * 1024 * 1024;
/** Frames on their way in a lane, not drawn yet: one every sixtieth of a second on a way of 200 ms there and back. */
export const maxFramesInFlight = 12;
/**
 * Bytes of a session's frames that the console passes on to its window and that are not drawn yet. A sender has its 12 frames
 * of some 512 KiB on the way, and after the window's reload as many again; more comes from no honest one.
 */
export const maxUndrawnScreenBytes = 16 * 1024 * 1024;
/**
 * Of cursors, the console passes on so many bytes a second, on average and at once: twice what a pointer that moves all the time
 * and an animated one of 32 pixels come to. Nobody says that a cursor was drawn.
 */
export const cursorBytesPerSecond = 128 * 1024;
export const cursorBytesBurst = 2 * 1024 * 1024;
/** Cursor positions and shapes of a session in a second, on average and at once; a sender coalesces both far below this. */
export const cursorRates = { at: { perSecond: 150, burst: 300 }, shape: { perSecond: 20, burst: 60 } } as const;
/** A console tells what its window shows no more often: every one may cost a full state, and the customer's side counts them. */
export const watchIntervalMs = 300;
/** How long a capture in this process may take to stop: the 100 ms of PRM4, less what it takes to say so. */
export const laneStopTimeoutMs = 90;
/** Pieces are as large as they may be, or a quarter of that on a slow link. More would cost the viewer memory for their number alone. */
export const maxPiecesAFrame = maxScreenFrameBytes / (16 * 1024);
/** Moves in one frame: two windows scrolled at once, and what was uncovered. Finding each costs the sender a millisecond. */
export const maxMovesAFrame = 4;
/** Areas of pixels in one frame: a tile of 64 x 64 each, of the largest picture, and that twice over. */
export const maxAreasAFrame = 16_384;
/** The side of the squares in which changes are found and sent: small enough to be exact, large enough to be few. */
export const tileSidePixels = 64;
/** What all lanes together may have on the way at first: even 1 Mbit/s has it through in half a second, and it doubles soon. */
export const firstLaneWindowBytes = 64 * 1024;
/** A link of 250 kbit/s holds this much; on a slower one a frame takes as long as it takes. */
export const leastLaneWindowBytes = 4 * 1024;
/** Three quarters of SCTP's send buffer. Once that is full, all channels wait in one queue (see SendWindow). */
export const mostLaneWindowBytes = 768 * 1024;
/**
 * Bytes of the screen that the connection holds and the technician's computer does not take: ten times what may be on the way.
 * Who lets more pile up says "drawn" of what it never received, or asks for full states without end.
 */
export const mostHeldScreenBytes = 8 * 1024 * 1024;
/** A frame's least room: less would be spent on headers. */
export const leastFrameBytes = 2 * 1024;
/** How much later than at best a frame may be drawn because of what is before it: one and a half frames of a thirtieth of a second. */
export const laneQueueTargetMs = 50;
/**
 * On a far link this share of the way instead: SCTP opens its own window over several ways there and back, and what that adds is
 * no queue. Taken for one, it kept a page on 20 Mbit/s and 150 ms from becoming whole in two runs of three.
 */
export const laneQueueShareOfWay = 0.5;
/** Where the link is what limits, frames are made this often: more often they say less each, less often they are seen late. */
export const fullFrameIntervalMs = 33;
/** The shortest way there and back is measured anew when it was not seen for this long: networks change. */
export const leastWayAgeMs = 10_000;
/** So much, alone on its way, measures it: on 1 Mbit/s it adds 16 ms. */
export const measuringFrameBytes = 2 * 1024;
/** Shortest time between two frames of a lane: half of what a screen of 60 Hz shows one for, so that none of its beats is missed. */
export const leastFrameIntervalMs = 8;
/** The pointer's newest position leaves this often: once for each frame that a screen of 60 Hz shows. */
export const cursorIntervalMs = 16;
/** Its shape at most this often, whatever is animated, and never more than a tenth of what the link carries. */
export const cursorShapeIntervalMs = 100;
/** Pieces of a frame are as long as the link takes this time for, so that what is behind them waits no longer. */
export const pieceTimeMs = 20;
export const leastPieceBytes = 4 * 1024;
