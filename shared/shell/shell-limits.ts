/** Limits and time-outs of the shell and both its hosts, with their reasons. */

/** A page that is not back this soon after its link closed was closed by the person; a reload takes far less. */
export const pageReturnMs = 3_000;
/** A cold browser on a slow disk needs several seconds to its first page. */
export const windowOpenTimeoutMs = 30_000;
/** From a socket's opening to its token: the page sends it at once. */
export const admissionTimeoutMs = 5_000;
/** Sockets that have not shown their token yet. A window needs one; the rest is somebody trying. */
export const maxUnadmittedSockets = 8;
export const maxLoopbackConnections = 64;

/** Largest text or binary frame from a page: a file slice with its header, or a media signal, with room to spare. */
export const maxPageFrameBytes = 1024 * 1024;
/**
 * A page that lets this much pile up is hanging: its link is closed, and it starts from a snapshot when it wakes. A healthy one
 * never comes near: of each session no more than 16 MiB of pictures (`maxUndrawnScreenBytes`) are on their way undrawn.
 */
export const maxPageBacklogBytes = 64 * 1024 * 1024;

/** Offered files that main has not taken yet; an offer is 100 files at most. */
export const maxOpenTickets = 200;
export const ticketTtlMs = 60_000;
/** One slice of a file asked of a page: large enough for loopback speed, small enough not to hold up a message. */
export const fileSliceBytes = 512 * 1024;
/** A page reads from its own disk; one that does not answer in this time is gone or hanging. */
export const fileSliceTimeoutMs = 30_000;

/** A browser that is asked to end gets this long before it is ended by force. */
export const browserExitTimeoutMs = 3_000;

/** How often the "being viewed" bar is put on top again, should another window have come over it. */
export const barRaiseIntervalMs = 1_000;
