/**
 * What the Chromium of the console's window is told, so that a remote screen is seen as soon as it is drawn instead of at the
 * next beat of a sixtieth of a second: two thirds of the time from change to sight (docs/performance.md has the figures).
 *
 * The price: whatever moves without an end moves as often as the processor can, so nothing in the console does (see
 * shared/ui/feedback/spinner.tsx). Never for the applet, which has no picture to show and a page that animates.
 */
export const drawAtOnceSwitches = ['disable-frame-rate-limit', 'disable-gpu-vsync'] as const;
