import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { findBrowser } from '#shared/shell/browser/find-browser.ts';
import { until } from '#tests/support/x-display.ts';
import { accessibilityViolations } from './axe.ts';
import { CustomerHands } from './customer-hands.ts';
import { Scene, type ConsoleScene } from './scene.ts';
import { patienceMs, type TechnicianHands } from './technician-hands.ts';

let scene: Scene;
let console: ConsoleScene;
let technician: TechnicianHands;
let browser: Browser;
let page: Page;
let customer: CustomerHands;
/** Everything that left the page, with its headers. */
let requests: string[];

beforeAll(async () => {
  scene = await Scene.open();
  console = await scene.openConsole();
  ({ technician } = console);
  const executablePath = findBrowser({ platform: process.platform, environment: process.env, exists: existsSync });
  if (executablePath === null) throw new Error('no browser');
  const asRoot = process.getuid?.() === 0;
  browser = await chromium.launch({
    executablePath,
    headless: false,
    args: ['--auto-select-desktop-capture-source=Entire screen', ...(asRoot ? ['--no-sandbox'] : [])],
    env: { ...process.env, DISPLAY: scene.customerScreen.display, HANDRAIL_SCENE: scene.folder },
  });
  scene.alsoCloses(() => browser.close());
});

afterAll(() => scene.close());

beforeEach(async ({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
  page = await browser.newPage();
  requests = [];
  page.on('request', (request) => requests.push(`${request.url()} ${JSON.stringify(request.headers())}`));
  page.on('websocket', (socket) => {
    requests.push(socket.url());
    socket.on('framesent', ({ payload }) => requests.push(payload.toString()));
  });
  customer = new CustomerHands(page);
});

afterEach(async () => {
  await page.close();
});

describe.runIf(process.platform === 'linux')('the join page', () => {
  it('C1 takes a customer from PIN to end in a browser alone, with picture, chat and files both ways', async () => {
    const pin = await technician.createPin('By page');
    await page.goto(console.relayUrl);
    await customer.pinField.waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await customer.join(pin);
    await customer.typeCode(await technician.readCode('By page'));
    await technician.page.getByText('Verified', { exact: true }).first().waitFor();
    await technician.start('By page');

    await technician.button('View screen').click();
    await customer.allow('see your screen');
    await technician.seesPicture();
    await customer.text('Anna Weber can see your screen').waitFor();

    await technician.say('Hello in there');
    await customer.chatLog.getByText('Hello in there').waitFor();
    await customer.say('Hello out there');
    await technician.chatLog.getByText('Hello out there').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);

    const given = sample('for the customer.txt', 'technician');
    await technician.sendFile(given);
    await customer.asked('send you files');
    const downloading = page.waitForEvent('download');
    await customer.allow('send you files');
    const download = await downloading;
    expect(download.suggestedFilename()).toBe('for the customer.txt');
    expect(readFileSync(await download.path(), 'utf8')).toBe(readFileSync(given, 'utf8'));

    const taken = sample('for the technician.txt', 'customer');
    await customer.sendFile(taken);
    await technician.page.getByRole('button', { name: 'Accept for the technician.txt' }).click();
    const received = join(scene.technicianFolder, 'for the technician.txt');
    await until(async () => existsSync(received), patienceMs);
    expect(readFileSync(received, 'utf8')).toBe(readFileSync(taken, 'utf8'));

    // A page cannot move a mouse, and says so instead of pretending.
    await technician.button('Remote control').click();
    await technician.page.getByText('Mouse and keyboard cannot be controlled on this device.').first().waitFor();
    await technician.page.getByText('Guide the customer by voice or chat instead.').first().waitFor();
    expect(await customer.prompt.count()).toBe(0);

    await customer.button('Revoke all permissions').click();
    await technician.picture.waitFor({ state: 'hidden' });
    await customer.button('End session').click();
    await customer.text('You ended the session.').waitFor();
    await technician.row('By page').getByText('Closed by customer').waitFor();
  });

  it('C4 PIN5 HS3 a link lets in without a code, and its secret goes nowhere', async () => {
    const link = await technician.createLink('By link');
    const [, secret = ''] = link.split('#');
    expect(secret.length).toBeGreaterThan(40);
    await page.goto(link);
    await customer.terms.waitFor();
    expect(await page.evaluate('location.href')).toBe(link.slice(0, link.indexOf('#')));
    await customer.accept();
    await customer.text('Anna Weber will start shortly').waitFor();
    expect(await customer.codeField.count()).toBe(0);
    await technician.row('By link').getByText('Waiting').waitFor();
    await technician.start('By link');
    await technician.say('No code needed');
    await customer.chatLog.getByText('No code needed').waitFor();
    await technician.page.getByText('Verified', { exact: true }).first().waitFor();
    await customer.button('End session').click();
    await technician.row('By link').getByText('Closed by customer').waitFor();

    const [, , key = '', fingerprint = ''] = secret.split('.');
    expect(requests.length).toBeGreaterThan(3);
    expect(requests.filter((each) => [key, fingerprint].some((part) => part !== '' && each.includes(part)))).toEqual(
      [],
    );
    await page.goBack().catch(() => null);
    expect(page.url()).not.toContain('#');
  });

  it('tells who comes too late with a link that it does not work any more', async () => {
    const link = await technician.createLink('Used link');
    await page.goto(link);
    await customer.terms.getByRole('button', { name: 'Decline' }).click();
    await customer.text('You did not accept the terms of use.').waitFor();
    await technician.row('Used link').getByText('Closed by customer').waitFor();
    await page.goto('about:blank');
    await page.goto(link);
    await customer.text('This link does not work any more. It may be used already or too old.').waitFor();
    await customer.text('Ask your technician for a new link.').waitFor();
  });

  it('tells who opens half a link that it is not complete, and sends nothing of it', async () => {
    const link = await technician.createLink('Half a link');
    await page.goto(link.slice(0, -20));
    await customer.text('This link is not complete.').waitFor();
    expect(requests.filter((each) => each.includes('claimLink'))).toEqual([]);
    await technician.end('Half a link');
  });

  it('asks before it is left in the middle, and says after loading anew that this ended the session', async () => {
    const link = await technician.createLink('Loads anew');
    await page.goto(link);
    await customer.accept();
    await technician.row('Loads anew').getByText('Waiting').waitFor();
    await technician.start('Loads anew');
    await technician.say('Stay with me');
    await customer.chatLog.getByText('Stay with me').waitFor();

    const asked = page.waitForEvent('dialog');
    const staying = page.reload({ timeout: patienceMs }).catch(() => null);
    const question = await asked;
    expect(question.type()).toBe('beforeunload');
    await question.dismiss();
    await staying;
    await technician.say('Still here');
    await customer.chatLog.getByText('Still here').waitFor();

    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await customer.text('This page was loaded anew, which ended the session.').waitFor();
    await customer.text('Nothing is shared any more').waitFor();
    await customer.text('Ask your technician for a new PIN code or link.').waitFor();
    await customer.pinField.waitFor();
    await technician.row('Loads anew').getByText('Closed by customer').waitFor();
    // Told once; and from here on nobody is asked any more.
    await page.reload();
    await customer.pinField.waitFor();
    expect(await customer.text('This page was loaded anew').count()).toBe(0);
  });

  it('ends the session when its tab is closed', async () => {
    const link = await technician.createLink('Closes the tab');
    await page.goto(link);
    await customer.accept();
    await technician.row('Closes the tab').getByText('Waiting').waitFor();
    await technician.start('Closes the tab');
    await page.close({ runBeforeUnload: false });
    await technician.row('Closes the tab').getByText('Closed by customer').waitFor();
  });
});

function sample(name: string, owner: 'technician' | 'customer'): string {
  const folder = join(scene.folder, `${owner}-documents`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, `A file of the ${owner}.\n`.repeat(5_000));
  return path;
}
