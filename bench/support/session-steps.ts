import type { Page } from 'playwright-core';
import type { Program } from '#tests/support/program.ts';
import { watchForPicture } from './first-picture.ts';
import { momentOfClick, momentOfPicture, momentWhen, nowMs } from './page-moments.ts';
import { freeArea, type TwoScreens } from './two-screens.ts';

const customerName = 'Otto Beck';

/** How long each part of a session's beginning took, in milliseconds. */
export type BeginningTimes = {
  readonly consoleStart: number;
  readonly appletStart: number;
  /** Connect pressed to the terms on the customer's screen. */
  readonly connectToTerms: number;
  /** Terms accepted to the session waiting in the technician's list. */
  readonly acceptToList: number;
  readonly startToConnection: number;
};

export type LiveSession = {
  readonly console: Program;
  readonly applet: Program;
  readonly desk: Page;
  readonly customer: Page;
  readonly times: BeginningTimes;
};

/** From nothing to a data connection, through the two windows. */
export async function beginSession(screens: Pick<TwoScreens, 'startConsole' | 'startApplet'>): Promise<LiveSession> {
  const consoleSpawnMs = nowMs();
  const console = await screens.startConsole();
  const desk = await console.page();
  const consoleStart = (await momentOfPicture(desk)) - consoleSpawnMs;
  const pin = await createPin(desk);

  const relayUrl = /--relay (\S+)/.exec(console.output())?.[1] ?? '';
  const appletSpawnMs = nowMs();
  const applet = await screens.startApplet(relayUrl);
  const customer = await applet.page();
  const appletStart = (await momentOfPicture(customer)) - appletSpawnMs;

  await customer.getByRole('textbox', { name: 'PIN code' }).fill(pin);
  const connectToTerms = await took(
    momentOfClick(customer),
    momentWhen(customer, `document.querySelector('[role=dialog]') !== null`),
    customer.getByRole('button', { name: 'Connect' }).click(),
  );
  const acceptToList = await took(
    momentOfClick(customer),
    momentWhen(desk, rowSays('Waiting')),
    customer.getByRole('button', { name: 'Accept' }).click(),
  );

  await desk.getByRole('grid', { name: 'Session list' }).getByRole('row', { name: customerName }).click();
  const code = digits(await desk.getByRole('status', { name: 'Verification code' }).textContent());
  await customer.getByRole('textbox', { name: 'Verification code' }).fill(code);
  await customer.getByRole('textbox', { name: 'Verification code' }).press('Enter');
  await desk.getByText('Verified', { exact: false }).first().waitFor();

  const startToConnection = await took(
    momentOfClick(desk),
    momentWhen(
      desk,
      `[...document.querySelectorAll('button:not([aria-disabled=true])')].some((each) => each.textContent.includes('View screen'))`,
    ),
    desk.getByRole('button', { name: 'Start', exact: true }).first().click(),
  );
  const times = { consoleStart, appletStart, connectToTerms, acceptToList, startToConnection };
  return { console, applet, desk, customer, times };
}

/** The technician asks to see the screen and the customer allows it. */
export async function shareScreen({ desk, customer }: LiveSession): Promise<void> {
  await desk.getByRole('button', { name: 'View screen' }).click();
  await allow(customer, 'see your screen');
}

/** The same, with how long it takes from Allow to the first picture on the technician's display. */
export async function timeSharing(session: LiveSession, screens: TwoScreens): Promise<number> {
  const { left: x, top: y, width, height } = freeArea;
  const area = { x, y, width, height };
  const picture = await watchForPicture(screens.customer.display, screens.technician.display, area);
  try {
    return await took(momentOfClick(session.customer), picture.seen, shareScreen(session));
  } finally {
    picture.close();
  }
}

export async function giveControl({ desk, customer }: LiveSession): Promise<void> {
  await desk.getByRole('button', { name: 'Remote control' }).click();
  await allow(customer, 'mouse and keyboard');
  await desk.getByText('You are controlling', { exact: false }).waitFor();
}

async function createPin(desk: Page): Promise<string> {
  await desk.getByRole('button', { name: 'New Session' }).first().click();
  const dialog = desk.getByRole('dialog', { name: 'Create New Session' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill(customerName);
  await dialog.getByRole('tab', { name: 'PIN Code' }).click();
  await dialog.getByRole('button', { name: 'Create PIN Code' }).click();
  const pin = digits(await dialog.getByRole('status', { name: 'PIN code' }).textContent());
  await desk.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  return pin;
}

async function allow(customer: Page, words: string): Promise<void> {
  const prompt = customer.getByRole('alertdialog', { name: 'Permission request' });
  await prompt.getByText(words, { exact: false }).first().waitFor();
  await prompt.getByRole('button', { name: 'Allow' }).click();
  await prompt.getByText(words, { exact: false }).first().waitFor({ state: 'hidden' });
}

/** Listens for both moments before it acts. */
async function took(from: Promise<number>, to: Promise<number>, act: Promise<void>): Promise<number> {
  const [fromMs, toMs] = await Promise.all([from, to, act]);
  return toMs - fromMs;
}

function rowSays(status: string): string {
  return `[...document.querySelectorAll('[role=grid] [role=row]')].some((each) => each.textContent.includes('${status}'))`;
}

function digits(text: string | null): string {
  return (text ?? '').replaceAll(/\D/g, '');
}
