/** Above this the shorter side of a screen is a computer's, also where it is touched. */
const maxShorterSidePixels = 1024;

/** Whether the page is held in a hand: used by finger, on the screen of a phone or a tablet. */
export function isPhone(page: Pick<Window, 'matchMedia' | 'screen'>): boolean {
  const { width, height } = page.screen;
  return page.matchMedia('(pointer: coarse)').matches && Math.min(width, height) <= maxShorterSidePixels;
}
