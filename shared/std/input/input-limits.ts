// Limits of remote input that only its own code needs; those that both programs share are in protocol/limits.ts.

/** Acts waiting for the customer's computer. A person makes some 20 a second: past this many the sender is broken or hostile. */
export const maxQueuedActs = 256;
/** Unsent bytes on the `input` channel above which no more text is taken: some 100 pieces of pasted text (DC3). */
export const maxInputBacklogBytes = 256 * 1024;
/** A pointer position that found the link slow is tried again this soon: one frame of a 60 Hz screen. */
export const pointerRetryMs = 16;
/** How long the customer's screen size is believed: it changes when somebody turns or plugs in a screen. */
export const screenSizeMaxAgeMs = 1_000;
/** CSS pixels of wheel movement that make one notch of a mouse wheel, as browsers on Windows report it. */
export const wheelPixelsPerNotch = 100;
/** Notches from one wheel frame; more would keep the customer's computer scrolling after the technician stopped. */
export const maxNotchesPerFrame = 30;
/** Our windows are guarded this far beyond their edges: invisible resize borders reach outside them. */
export const guardMarginPixels = 12;
/** Largest wheel delta of one frame, in CSS pixels. */
export const maxWheelDelta = 100_000;
/**
 * After a press outside our windows, keys wait this long for our window's word that the keyboard has left it: the system
 * moves the focus at once, a busy browser says so later.
 */
export const focusFollowsMs = 1_000;
