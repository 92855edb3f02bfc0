/** Every number of the applet's window, with its reason. */

/** A question that appears under a finger or pointer on its way down must not be answered by it (clickjacking by surprise). */
export const promptGuardMs = 500;
/** How long the window stays empty while the first words are fetched in the reader's language; English is shown then. */
export const firstWordsMs = 2_500;
/** Past this a connection that is being made is slower than people expect, and is told so. */
export const slowJoinMs = 10_000;
/** How often the window looks where it is: moves of a window fire no event. */
export const windowPollMs = 250;
/** How much around each of our windows belongs to it on the screen: borders and shadow edges that it cannot measure. */
export const windowEdgePixels = 8;
/** The title bar that a Linux window manager draws above the window, which the page cannot measure. */
export const windowTitlePixels = 40;
/** Reading sizes in percent; 200 is what WCAG asks to support. */
export const textPercents = [100, 125, 150, 175, 200] as const;
/** Inner size of the bar that stays in front of everything. */
export const barWidthPixels = 420;
export const barHeightPixels = 72;
/** Past this the bar's words would be cut off at its edge. */
export const maxBarTextPercent = 125;
