import type { Locator, Page } from 'playwright-core';

/** The customer's screen in the technician's window: the first where there are several. */
export function remotePicture(page: Page): Locator {
  return page.getByRole('img', { name: 'Remote screen' }).locator('canvas').first();
}

/** Of the picture itself; nothing while another thing is said in its place. */
export async function remotePictureSize(page: Page): Promise<{ readonly width: number; readonly height: number }> {
  return await page.evaluate(`(() => {
    const screen = document.querySelector('[role=img][aria-label="Remote screen"]');
    const picture = screen?.querySelector('canvas');
    const isCovered = screen?.closest('#remote-screen')?.parentElement.querySelector(':scope > output') != null;
    if (!picture || isCovered) return { width: 0, height: 0 };
    return { width: picture.width, height: picture.height };
  })()`);
}
