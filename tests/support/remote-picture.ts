import type { Locator, Page } from 'playwright-core';

/** The customer's screen in the technician's window, a video or a canvas: the first of them where there are several. */
export function remotePicture(page: Page): Locator {
  return page.getByRole('img', { name: 'Remote screen' }).locator('video, canvas').first();
}

/** Of the picture itself; nothing while another thing is said in its place. */
export async function remotePictureSize(page: Page): Promise<{ readonly width: number; readonly height: number }> {
  return await page.evaluate(`(() => {
    const screen = document.querySelector('[role=img][aria-label="Remote screen"]');
    const picture = screen?.querySelector('video, canvas');
    const isCovered = screen?.closest('#remote-screen')?.parentElement.querySelector(':scope > output') != null;
    if (!picture || isCovered) return { width: 0, height: 0 };
    return { width: picture.videoWidth ?? picture.width, height: picture.videoHeight ?? picture.height };
  })()`);
}
