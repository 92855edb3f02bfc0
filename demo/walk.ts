import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { readLogJsonl } from '#shared/std/log/export/log-jsonl.ts';
import { verifyLog } from '#shared/std/log/export/verify-log.ts';
import { remotePicture, remotePictureSize } from '#tests/support/remote-picture.ts';
import { capture, until } from '#tests/support/x-display.ts';
import type { Recorder } from './recorder.ts';
import type { Stage } from './stage.ts';
import { walkThroughLens } from './walk-lens.ts';

const customerName = 'Otto Beck';
const stepTimeoutMs = 20_000;

/**
 * One whole session, and a short one with a phone's camera, played through the windows as people do it: by the names on buttons
 * and fields, with mouse and keyboard. Each step ends when what it is about can be seen on the other side or on the disk.
 * Returns the path of the first one's log.
 */
export async function walkThroughSession(stage: Stage, recorder: Recorder): Promise<string> {
  let desk!: Page;
  let applet!: Page;
  let relayUrl = '';
  const folder = stage.xterm.folder;

  await recorder.step('Console opens with a relay of its own', async () => {
    const program = await stage.startConsole();
    desk = await program.page();
    desk.setDefaultTimeout(stepTimeoutMs);
    relayUrl = /--relay (\S+)/.exec(program.output())?.[1] ?? '';
    await desk.getByRole('button', { name: 'New Session' }).first().waitFor();
    recorder.alsoPicture({ name: 'console', take: (path) => desk.screenshot({ path }) });
    recorder.alsoPicture({ name: 'customer-screen', take: stage.pictureCustomer });
  });

  await recorder.step('New Session, Name', async () => {
    await desk.getByRole('button', { name: 'New Session' }).first().click();
    await createDialog().getByRole('textbox', { name: 'Name' }).fill(customerName);
  });

  let pin = '';
  await recorder.step('Create PIN Code', async () => {
    await createDialog().getByRole('tab', { name: 'PIN Code' }).click();
    await createDialog().getByRole('button', { name: 'Create PIN Code' }).click();
    pin = digits(await createDialog().getByRole('status', { name: 'PIN code' }).textContent());
    if (!/^\d{6}$/.test(pin)) throw new Error(`not a PIN: ${pin}`);
  });

  await recorder.step('Applet opens', async () => {
    await desk.keyboard.press('Escape');
    await createDialog().waitFor({ state: 'hidden' });
    const program = await stage.startApplet(relayUrl);
    applet = await program.page();
    applet.setDefaultTimeout(stepTimeoutMs);
    await applet.getByRole('textbox', { name: 'PIN code' }).waitFor();
    recorder.alsoPicture({ name: 'applet', take: (path) => applet.screenshot({ path }) });
  });

  let enteredMs = 0;
  await recorder.step('Customer enters the PIN', async () => {
    await applet.getByRole('textbox', { name: 'PIN code' }).fill(`${pin.slice(0, 3)} ${pin.slice(3)}`);
    enteredMs = performance.now();
    await applet.getByRole('button', { name: 'Connect' }).click();
    await applet.getByRole('dialog', { name: 'Terms of use' }).waitFor();
  });

  await recorder.step('Customer accepts the terms; the session waits in the list', async () => {
    await applet.getByRole('button', { name: 'Accept' }).click();
    await row().getByText('Waiting').waitFor();
    recorder.figure('PIN entered to session in the list (terms accepted at once)', performance.now() - enteredMs);
  });

  await recorder.step('Verification code is read and typed', async () => {
    await row().click();
    const code = digits(await desk.getByRole('status', { name: 'Verification code' }).textContent());
    if (!/^\d{6}$/.test(code)) throw new Error(`not a code: ${code}`);
    await applet.getByRole('textbox', { name: 'Verification code' }).fill(code);
    await applet.getByRole('textbox', { name: 'Verification code' }).press('Enter');
    await desk.getByText('Verified', { exact: false }).first().waitFor();
  });

  await recorder.step('Start', async () => {
    await desk.getByRole('button', { name: 'Start', exact: true }).first().click();
    await row().getByText('Active').waitFor();
    await desk.getByRole('button', { name: 'View screen' }).and(desk.locator(':enabled')).waitFor();
  });

  await recorder.step('View screen is asked for and allowed', async () => {
    await desk.getByRole('button', { name: 'View screen' }).click();
    await allow('see your screen');
    const allowedMs = performance.now();
    await pictureOf(desk);
    recorder.figure('Allow to first frame', performance.now() - allowedMs);
  });

  await recorder.step('Remote control is asked for and allowed', async () => {
    await desk.getByRole('button', { name: 'Remote control' }).click();
    await allow('mouse and keyboard');
    await desk.getByText('You are controlling', { exact: false }).waitFor();
  });

  await recorder.step('A line typed by remote control creates a file', async () => {
    await clickXterm();
    const typed = 'echo "Grüße, 100 €" > note.txt';
    await desk.keyboard.type(typed.slice(0, -1));
    await desk.keyboard.insertText(typed.slice(-1));
    const pressedMs = performance.now();
    await desk.keyboard.press('Enter');
    await until(async () => existsSync(join(folder, 'note.txt')));
    recorder.figure('Enter key to its effect, a file on the customer’s disk', performance.now() - pressedMs);
    const content = readFileSync(join(folder, 'note.txt'), 'utf8');
    if (content !== 'Grüße, 100 €\n') throw new Error(`the file says ${JSON.stringify(content)}`);
  });

  await recorder.step('Chat, both ways', async () => {
    await chat(desk, 'Good morning, Mr Beck. I see the window now.');
    await applet.getByRole('log', { name: 'Chat' }).getByText('I see the window now').waitFor();
    await chat(applet, 'Thank you!');
    await desk.getByRole('log', { name: 'Chat' }).getByText('Thank you!').waitFor();
  });

  await recorder.step('A file to the customer', async () => {
    const path = writeSample(stage.technicianFolder, 'printer driver.bin', 3_000_000);
    await pickFile(desk, path);
    await allow('send you files');
    await sameFile(path, join(stage.customerFolder, 'printer driver.bin'));
  });

  await recorder.step('A file from the customer', async () => {
    const path = writeSample(stage.customerFolder, 'error report.txt', 200_000);
    await applet.getByRole('tab', { name: 'Files' }).click();
    await pickFile(applet, path);
    await desk.getByRole('button', { name: 'Accept' }).first().click();
    await sameFile(path, join(stage.technicianFolder, 'error report.txt'));
  });

  await recorder.step('The large X takes everything back', async () => {
    await clickXterm();
    const pointerBefore = await pointer();
    await applet.getByRole('button', { name: 'Revoke all permissions' }).click();
    await desk.getByText('You are controlling', { exact: false }).waitFor({ state: 'hidden' });
    // The technician goes on as if nothing had happened.
    const box = await desk.locator('main').first().boundingBox();
    if (box !== null) await desk.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await desk.keyboard.type('touch forbidden.txt\n');
    // A message that went both ways shows that whatever input was sent has long arrived.
    await applet.getByRole('tab', { name: /^Chat/ }).click();
    await chat(desk, 'Are you still there?');
    await applet.getByRole('log', { name: 'Chat' }).getByText('Are you still there?').waitFor();
    if (existsSync(join(folder, 'forbidden.txt'))) throw new Error('input had an effect after the large X');
    if ((await pointer()) !== pointerBefore) throw new Error('the pointer moved after the large X');
    if ((await desk.getByRole('img', { name: 'Remote screen' }).count()) > 0) throw new Error('the picture stayed');
  });

  await recorder.step('Control is allowed again', async () => {
    await desk.getByRole('button', { name: 'Remote control' }).click();
    await allow('see your screen');
    await allow('mouse and keyboard');
    await pictureOf(desk);
    await clickXterm();
    await desk.keyboard.type('touch again.txt\n');
    await until(async () => existsSync(join(folder, 'again.txt')));
  });

  await recorder.step('End session', async () => {
    await desk.getByRole('button', { name: 'End session' }).first().click();
    await confirmEnd();
    await applet.getByText('ended', { exact: false }).first().waitFor();
    await row().getByText('Closed', { exact: false }).waitFor();
  });

  let logPath = '';
  await recorder.step('The log is exported and verified', async () => {
    await desk.getByRole('button', { name: 'Export JSONL' }).click();
    // The file is there before it is whole; the window says when it is.
    await desk.getByText('Log exported').first().waitFor();
    logPath = findLog(stage.technicianFolder);
    if (logPath === '') throw new Error('no log was exported');
    const log = readLogJsonl(readFileSync(logPath, 'utf8'));
    const proof = log.ok ? verifyLog(log.value) : null;
    if (proof === null || !proof.ok) throw new Error('the log does not verify');
    if (!proof.value.closed) throw new Error('the log is not signed to its end');
    if (proof.value.countersignedRows !== proof.value.rows) throw new Error('the customer did not sign all rows');
  });

  await walkThroughLens({ stage, recorder, desk, relayUrl });
  return logPath;

  function createDialog(): Locator {
    return desk.getByRole('dialog', { name: 'Create New Session' });
  }

  function row(): Locator {
    return desk.getByRole('grid', { name: 'Session list' }).getByRole('row', { name: customerName });
  }

  /** The customer reads the question and presses Allow. */
  async function allow(words: string): Promise<void> {
    const prompt = applet.getByRole('alertdialog', { name: 'Permission request' });
    await prompt.getByText(words, { exact: false }).first().waitFor();
    await prompt.getByRole('button', { name: 'Allow' }).click();
    await prompt.getByText(words, { exact: false }).first().waitFor({ state: 'hidden' });
  }

  /** Clicks into the xterm on the customer's screen, as seen in the technician's picture. */
  async function clickXterm(): Promise<void> {
    const box = await remotePicture(desk).boundingBox();
    const size = await remotePictureSize(desk);
    if (box === null) throw new Error('no picture');
    const scale = Math.min(box.width / size.width, box.height / size.height);
    const left = box.x + (box.width - size.width * scale) / 2;
    const top = box.y + (box.height - size.height * scale) / 2;
    await desk.mouse.click(left + 150 * scale, top + 150 * scale);
    await until(async () => (await focused()) === stage.xterm.window);
  }

  async function focused(): Promise<string> {
    return (await capture(stage.customerDisplay, 'xdotool', 'getwindowfocus')).trim();
  }

  async function pointer(): Promise<string> {
    return capture(stage.customerDisplay, 'xdotool', 'getmouselocation', '--shell');
  }

  async function confirmEnd(): Promise<void> {
    const dialog = desk.getByRole('alertdialog');
    if ((await dialog.count()) > 0) await dialog.getByRole('button', { name: 'End session' }).click();
  }
}

async function pictureOf(page: Page): Promise<void> {
  await page.getByRole('img', { name: 'Remote screen' }).waitFor();
  await until(async () => (await remotePictureSize(page)).width > 0);
}

async function chat(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Chat message' }).fill(text);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
}

async function pickFile(page: Page, path: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Send file' }).first().click(),
  ]);
  await chooser.setFiles(path);
}

function digits(text: string | null): string {
  return (text ?? '').replaceAll(/\D/g, '');
}

function writeSample(folder: string, name: string, bytes: number): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.alloc(bytes, 'Handrail demo\n'));
  return path;
}

async function sameFile(sent: string, received: string): Promise<void> {
  await until(async () => existsSync(received));
  const hash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
  if (hash(sent) !== hash(received)) throw new Error(`${received} differs from what was sent`);
}

function findLog(folder: string): string {
  const name = existsSync(folder) ? readdirSync(folder).find((each) => each.endsWith('.jsonl')) : undefined;
  return name === undefined ? '' : join(folder, name);
}
