import type { Page } from 'playwright-core';
import { momentOfClick, momentWhen } from '../support/page-moments.ts';
import type { LensStage } from './lens-stage.ts';

/** How long each part of a session's beginning took, in milliseconds, with both people answering at once. */
export type BeginTimes = {
  /** Connect pressed to the terms on the phone. */
  readonly connectToTerms: number;
  /** Terms accepted to the session in the technician's list. */
  readonly acceptToList: number;
  /** Start pressed to the camera's first frame in the console's window. */
  readonly startToPicture: number;
  /** Connect pressed to that frame, with the clicks and the typing of the code between. */
  readonly connectToPicture: number;
};

const name = 'Camera';
const timeoutMs = 60_000;
const pollMs = 2;

/** From the tutorial to the camera in the console's window. */
export async function beginLens(stage: LensStage): Promise<BeginTimes> {
  const { customer, page: phone } = stage.phone;
  const { technician } = stage.console;
  const desk = technician.page;
  await customer.getReady();
  await customer.showsPreview();
  const pin = await technician.createPin(name, 'Lens');
  await customer.pinField.fill(pin);
  const connected = momentOfClick(phone);
  const terms = momentWhen(phone, `document.querySelector('[role=dialog]') !== null`);
  await customer.button('Connect').click();
  const connectToTerms = (await terms) - (await connected);

  const accepted = momentOfClick(phone);
  const listed = momentWhen(
    desk,
    `[...document.querySelectorAll('[role=grid] [role=row]')].some((each) => each.textContent.includes('Waiting'))`,
  );
  await customer.accept();
  const acceptToList = (await listed) - (await accepted);

  await customer.typeCode(await technician.readCode(name));
  await desk.getByText('Verified', { exact: true }).first().waitFor();
  const started = momentOfClick(desk);
  const shown = momentOfFrame(desk);
  await technician.button('Start').click();
  const shownMs = await shown;
  await technician.seesCamera();
  return {
    connectToTerms,
    acceptToList,
    startToPicture: shownMs - (await started),
    connectToPicture: shownMs - (await connected),
  };
}

/** When the first frame of the camera is painted in the console's window. The page says it: nobody knows yet where it will be. */
function momentOfFrame(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('waited in vain for a picture')), ${timeoutMs});
    const look = () => {
      const camera = document.querySelector('[aria-label="Remote camera"] canvas');
      if (camera !== null && camera.width > 0) resolve(performance.timeOrigin + performance.now());
      else setTimeout(look, ${pollMs});
    };
    look();
  })`);
}
