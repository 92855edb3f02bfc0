import { createHash } from 'node:crypto';
import type { Download, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { accessibilityViolations } from '#tests/e2e/axe.ts';
import { consolePreview, createSession, noticesOf, startSession, type ConsoleWindow } from './console-preview.ts';

type Colour = readonly number[];

const preview = consolePreview();
let page: Page;

const remoteCamera = () => page.getByRole('img', { name: 'Remote camera' });
const button = (name: string) => page.getByRole('button', { name, exact: true });
const says = (text: string) => page.getByRole('status').filter({ hasText: text }).waitFor();

/** The console's window with a Lens session that runs, and nothing granted. */
async function openSession(viewport = { width: 1300, height: 820 }): Promise<ConsoleWindow> {
  const opened = await preview.open({ viewport });
  ({ page } = opened);
  await startSession(page, 'Jonas Keller', 'lens');
  return opened;
}

/** And with the customer's camera in sight. */
async function openCamera(viewport?: { width: number; height: number }): Promise<ConsoleWindow> {
  const opened = await openSession(viewport);
  await page.evaluate('window.camera = preview.calls.answer(session), null');
  await inSight();
  return opened;
}

async function inSight(): Promise<void> {
  await vi.waitFor(
    async () => {
      expect(await page.getByRole('button', { name: 'Zoom in' }).count()).toBe(1);
      expect(await page.getByText('Starting the camera').count()).toBe(0);
    },
    { timeout: 8_000 },
  );
}

async function setCall(change: string): Promise<void> {
  await page.evaluate(`preview.main.setCall(session, ${change})`);
}

const notices = (name: string) => noticesOf(page, name);

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** What the log was told of the saved file is true of the file. */
async function expectNamed(of: string, name: string, bytes: Buffer): Promise<void> {
  await vi.waitFor(async () => {
    expect((await notices('picture/saved')).at(-1)).toMatchObject({
      of,
      name,
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  });
}

/** The customer's camera has given so many more pictures. */
async function framesPass(count: number): Promise<void> {
  const drawn = await page.evaluate<number>('camera.frames');
  await vi.waitFor(async () => expect(await page.evaluate('camera.frames')).toBeGreaterThan(drawn + count), {
    timeout: 20_000,
  });
}

async function begunRecording(): Promise<void> {
  await button('Record').click();
  await page.evaluate(`preview.main.grant(session, 'recording')`);
  await page
    .getByText(/^Recording, 0:0[1-9]$/)
    .first()
    .waitFor();
}

type Played = {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly colours: readonly Colour[];
  /** How strong each of the tones is in the sound, from 0 to 1 of the strongest. */
  readonly tones: readonly number[];
};

/** Plays a recording: the colour in the middle of the picture at these shares of its length, and the tones in its sound. */
async function played(bytes: Buffer, shares: readonly number[], tonesHz: readonly number[]): Promise<Played> {
  return await page.evaluate<Played>(`(async () => {
    const bytes = Uint8Array.fromBase64('${bytes.toString('base64')}');
    const video = document.createElement('video');
    video.muted = true;
    video.src = URL.createObjectURL(new Blob([bytes]));
    await new Promise((loaded, failed) => { video.onloadeddata = loaded; video.onerror = failed; });
    // A WebM that a browser made does not know its length until somebody has been at its end.
    if (video.duration === Infinity) {
      video.currentTime = 1e9;
      await new Promise((seeked) => { video.onseeked = seeked; });
    }
    const { videoWidth: width, videoHeight: height, duration: seconds } = video;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    const colours = [];
    for (const share of ${JSON.stringify(shares)}) {
      video.currentTime = share * seconds;
      await new Promise((seeked) => { video.onseeked = seeked; });
      context.drawImage(video, 0, 0);
      colours.push(Array.from(context.getImageData(width / 2, height / 2, 1, 1).data));
    }
    const sound = await new OfflineAudioContext(1, 48000, 48000).decodeAudioData(bytes.buffer);
    const samples = sound.getChannelData(0);
    const strength = (hz) => {
      let re = 0, im = 0;
      for (let at = 0; at < samples.length; at++) {
        re += samples[at] * Math.cos(2 * Math.PI * hz * at / sound.sampleRate);
        im += samples[at] * Math.sin(2 * Math.PI * hz * at / sound.sampleRate);
      }
      return Math.hypot(re, im);
    };
    const all = ${JSON.stringify(tonesHz)}.map(strength);
    return { width, height, seconds, colours, tones: all.map((each) => each / Math.max(...all)) };
  })()`);
}

function expectColour([red = 0, green = 0, blue = 0]: Colour = [], wanted: Colour): void {
  const [wantedRed = 0, wantedGreen = 0, wantedBlue = 0] = wanted;
  const difference = Math.abs(red - wantedRed) + Math.abs(green - wantedGreen) + Math.abs(blue - wantedBlue);
  expect(difference, `${red}, ${green}, ${blue} instead of ${wanted.join(', ')}`).toBeLessThan(60);
}

describe('the camera of a Lens session', () => {
  it('is asked for, and shown under its name with how it comes and who can be heard', async () => {
    const { errors } = await openSession();
    await page.getByText('The camera is not shown').waitFor();
    await button('View camera').click();
    await page.getByText('Waiting for Jonas Keller’s answer').waitFor();
    await page.evaluate('window.camera = preview.calls.answer(session), null');
    await inSight();
    await remoteCamera().waitFor();
    const facts = page.getByRole('list', { name: 'Connection' });
    for (const fact of ['25 frames per second', '1280 × 720', 'Customer’s microphone on', 'Your microphone off']) {
      await facts.getByText(fact).waitFor();
    }
    await setCall(`{ microphone: 'taken' }`);
    await facts.getByText('Customer’s microphone taken by a phone call').waitFor();
    expect(errors).toEqual([]);
  });

  it('is shown pixel by pixel at 1:1, and larger, moved and fitted again by keys alone', async () => {
    await openCamera({ width: 1300, height: 620 });
    const video = remoteCamera().locator('canvas');
    await page.keyboard.press('Alt+r');
    await page.keyboard.press('1');
    await vi.waitFor(async () => expect(await video.boundingBox()).toMatchObject({ width: 1280, height: 720 }));
    const before = await video.boundingBox();
    await page.keyboard.press('ArrowRight');
    await vi.waitFor(async () => expect((await video.boundingBox())?.x).toBe((before?.x ?? 0) - 48));
    await page.keyboard.press('+');
    await vi.waitFor(async () => expect((await video.boundingBox())?.width).toBe(1600));
    await page.getByText('125 %').waitFor();
    await page.keyboard.press('0');
    const place = await page.locator('#remote-screen').boundingBox();
    await vi.waitFor(async () => {
      const fitted = await video.boundingBox();
      const left = [(place?.width ?? 0) - (fitted?.width ?? 0), (place?.height ?? 0) - (fitted?.height ?? 0)];
      // A place may be a fraction of a pixel larger than it says.
      expect(Math.abs(Math.min(...left))).toBeLessThan(1);
    });
  });

  it('is zoomed by the wheel about the pointer and dragged, and fills its place when the phone is turned', async () => {
    await openCamera();
    const video = remoteCamera().locator('canvas');
    const fitted = await video.boundingBox();
    if (fitted === null) throw new Error('no picture');
    const point = { x: fitted.x + 0.25 * fitted.width, y: fitted.y + 0.5 * fitted.height };
    await page.mouse.move(point.x, point.y);
    for (let notch = 0; notch < 3; notch++) await page.mouse.wheel(0, -120);
    await vi.waitFor(async () => {
      const zoomed = await video.boundingBox();
      expect(zoomed?.width).toBeGreaterThan(1.8 * fitted.width);
      expect(Math.abs((zoomed?.x ?? 0) + 0.25 * (zoomed?.width ?? 0) - point.x)).toBeLessThan(1);
    });
    const zoomed = await video.boundingBox();
    await page.mouse.down();
    await page.mouse.move(point.x - 70, point.y - 20, { steps: 4 });
    await page.mouse.up();
    await vi.waitFor(async () => expect((await video.boundingBox())?.x).toBeCloseTo((zoomed?.x ?? 0) - 70, 0));
    await page.getByRole('radio', { name: 'Fit' }).click();
    await page.evaluate('camera.turn()');
    await vi.waitFor(async () => {
      const turned = await video.boundingBox();
      expect((turned?.height ?? 0) / (turned?.width ?? 1)).toBeCloseTo(1280 / 720, 2);
    });
  });

  it('says why it does not move, over its last picture', async () => {
    await openCamera();
    const states: readonly (readonly [call: string, words: string])[] = [
      [`{ camera: { state: 'paused', by: 'customer' } }`, 'The customer paused it'],
      [`{ camera: { state: 'paused', by: 'hidden' } }`, 'another page or program in front'],
      [`{ camera: { state: 'paused', by: 'system' } }`, 'keeps the camera for something else'],
      [`{ camera: { state: 'failed', reason: 'cameraBusy' } }`, 'Another program on the customer’s device'],
      [`{ camera: { state: 'failed', reason: 'cameraDenied' } }`, 'was not allowed to use the camera'],
    ];
    for (const [call, words] of states) {
      await setCall(call);
      await says(words);
    }
    await button('Hold').click();
    await setCall(`{ camera: { state: 'paused', by: 'hold' } }`);
    await says('You put the session on hold');
    await button('Hold').click();
    await page.evaluate(`preview.main.setStatus(session, { name: 'reconnecting' }), preview.calls.lose(session)`);
    await says('Reconnecting to Jonas Keller');
    // Grey, for it is the past; and still there.
    const filter = await page.evaluate(
      `getComputedStyle(document.querySelector('[aria-label="Remote camera"] canvas')).filter`,
    );
    expect(filter).toContain('grayscale(1)');
    expect(await page.evaluate(`document.querySelector('[aria-label="Remote camera"] canvas').width`)).toBe(1280);
    await page.evaluate(`preview.main.setStatus(session, { name: 'active' })`);
    await page.evaluate(`preview.main.setPermission(session, 'camera', { state: 'revoked' })`);
    await page.getByText('Click View camera to ask again.').waitFor();
    expect(await remoteCamera().locator('canvas').count()).toBe(0);
  });

  it('goes on with the camera of a connection that took over', async () => {
    await openCamera();
    await page.evaluate(`window.said = [], new MutationObserver(() => {
      if (document.body.textContent.includes('The picture was lost')) said.push('lost');
    }).observe(document.body, { subtree: true, childList: true, characterData: true })`);
    await page.evaluate(`window.next = preview.calls.answer(session), next.colour = '#c02020', next.turn()`);
    await vi.waitFor(async () => {
      const [width, height, [red = 0, green = 0]] = await page.evaluate<[number, number, number[]]>(`(() => {
        const canvas = document.querySelector('[aria-label="Remote camera"] canvas');
        const { width, height } = canvas;
        return [width, height, [...canvas.getContext('2d').getImageData(width / 2, height / 2, 1, 1).data]];
      })()`);
      expect([width, height, red > 150, green < 80]).toEqual([720, 1280, true, true]);
    });
    // The old picture stood until then, and nothing was announced.
    expect(await page.evaluate('said')).toEqual([]);
  });

  it('is switched and lit by the customer’s hand, who is asked', async () => {
    await openCamera();
    await button('Ask for the front camera').click();
    await says('Asked for: front camera. Waiting for the customer.');
    await setCall(`{ facing: 'front', torch: 'none' }`);
    await page.evaluate(
      `preview.main.change(session, { camera: { ...preview.main.view.sessions[0].camera, request: null } })`,
    );
    await button('Ask for the rear camera').waitFor();
    const torch = button('Ask the customer to turn the light on');
    expect(await torch.getAttribute('aria-disabled')).toBe('true');
    await torch.hover();
    await page.getByRole('tooltip').filter({ hasText: 'The camera in use has no light' }).first().waitFor();
    await setCall(`{ facing: 'rear', torch: 'off' }`);
    await torch.click();
    await page.evaluate(`preview.main.change(session, {
      camera: { ...preview.main.view.sessions[0].camera, request: { request: 'torchOn', state: 'declined' } },
    })`);
    await says('Asked for: light on. The customer did not do it.');
  });
});

describe('voices', () => {
  it('are asked for, then the technician’s own goes on and is muted by button and key, never by itself', async () => {
    await openSession();
    await button('Talk').click();
    await says('Talk: waiting for the customer’s answer');
    await page.evaluate(`preview.main.grant(session, 'voice')`);
    await page.getByText('Your microphone off').waitFor();
    await button('Talk').click();
    await page.getByText('Your microphone on').waitFor();
    expect(await button('Talk').getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('Alt+v');
    await page.getByText('Your microphone muted').waitFor();
  });

  it('are given back by keyboard, which stays where it was', async () => {
    await openSession();
    await page.evaluate(`preview.main.grant(session, 'voice')`);
    await button('End the voice call').press('Enter');
    await button('End the voice call').waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Talk');
  });

  it('are heard while another tab is in front', async () => {
    await openCamera();
    const heard = 'Array.from(document.querySelectorAll("audio")).filter((audio) => !audio.paused).length';
    await vi.waitFor(async () => expect(await page.evaluate(heard)).toBe(1));
    await createSession(page, 'Ines Moreau', 'lens');
    await page.getByRole('row', { name: /Ines/ }).click();
    await page.getByRole('tab', { name: 'Ines Moreau' }).waitFor();
    expect(await page.evaluate(heard)).toBe(1);
  });
});

describe('what is kept of a Lens session', () => {
  it('is a snapshot without loss and as large as the camera’s, with the drawings, named in the log', async () => {
    await openCamera();
    await page.evaluate(`camera.colour = '#1040a0'`);
    await page.keyboard.press('Alt+w');
    const box = await remoteCamera().locator('canvas').boundingBox();
    if (box === null) throw new Error('no picture');
    const at = (x: number, y: number): readonly [number, number] => [box.x + x * box.width, box.y + y * box.height];
    await page.mouse.move(...at(0.1, 0.9));
    await page.mouse.down();
    await page.mouse.move(...at(0.9, 0.9), { steps: 5 });
    await page.mouse.up();
    await vi.waitFor(async () => expect((await notices('board/end')).length).toBe(1));
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Alt+p');
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d Jonas Keller\.png$/);
    const png = await bytesOf(download);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1280, 720]);
    await expectNamed('camera', download.suggestedFilename(), png);
    const [front, drawn, bare] = await page.evaluate<readonly Colour[]>(`(async () => {
      const blob = new Blob([Uint8Array.fromBase64('${png.toString('base64')}')], { type: 'image/png' });
      const context = new OffscreenCanvas(1280, 720).getContext('2d');
      context.drawImage(await createImageBitmap(blob), 0, 0);
      return [[640, 360], [640, 648], [640, 600]].map(([x, y]) => Array.from(context.getImageData(x, y, 1, 1).data));
    })()`);
    expectColour(front, [0x10, 0x40, 0xa0]);
    expectColour(drawn, [0xd8, 0x15, 0x2a]);
    expectColour(bare, [0x8f, 0x82, 0x67]);
  });

  it('is a recording of picture and both voices, also of what came while another tab was in front', async () => {
    const { errors } = await openCamera();
    await page.evaluate(`camera.colour = '#c02020'`);
    await page.evaluate(`preview.main.grant(session, 'voice')`);
    await button('Talk').click();
    await page.getByText('Your microphone on').waitFor();
    await begunRecording();
    await page.getByRole('tab', { name: /Jonas Keller.*Recording, 0:0\d/ }).waitFor();
    await createSession(page, 'Ines Moreau', 'lens');
    await page.getByRole('row', { name: /Ines/ }).click();
    await page.getByRole('tab', { name: 'Ines Moreau' }).waitFor();
    await page.evaluate(`camera.colour = '#20c020'`);
    await page.getByRole('tab', { name: /Jonas Keller.*Recording, 0:0[6-9]/ }).click();
    const downloading = page.waitForEvent('download');
    await button('Record').click();
    const download = await downloading;
    const film = await bytesOf(download);
    expect(download.suggestedFilename()).toMatch(/ Jonas Keller\.(mp4|webm)$/);
    await expectNamed('recording', download.suggestedFilename(), film);
    expect((await notices('recording/stop')).length).toBe(1);
    const { width, height, seconds, colours, tones } = await played(film, [0.05, 0.95], [440, 880, 600]);
    expect([width, height]).toEqual([1280, 720]);
    expect(seconds).toBeGreaterThan(4);
    expectColour(colours[0], [0xc0, 0x20, 0x20]);
    expectColour(colours[1], [0x20, 0xc0, 0x20]);
    // The customer's voice, the technician's, and what nobody said.
    expect(Math.min(tones[0] ?? 0, tones[1] ?? 0)).toBeGreaterThan(0.2);
    expect(tones[2]).toBeLessThan(0.05);
    expect(errors).toEqual([]);
  });

  it('is a recording that keeps nothing while on hold', async () => {
    await openCamera();
    await page.evaluate(`camera.colour = '#c02020'`);
    await begunRecording();
    await button('Hold').click();
    await page
      .getByText(/^Recording paused, 0:0\d$/)
      .first()
      .waitFor();
    await page.evaluate(`camera.colour = '#20c020'`);
    await framesPass(35);
    await page.evaluate(`camera.colour = '#2020c0'`);
    await framesPass(8);
    await button('Hold').click();
    await framesPass(35);
    const downloading = page.waitForEvent('download');
    await page.keyboard.press('Alt+k');
    const film = await bytesOf(await downloading);
    const { colours } = await played(film, [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95], [440]);
    for (const [red = 0, green = 0, blue = 0] of colours) expect(green).toBeLessThan(Math.max(red, blue));
    expectColour(colours[0], [0xc0, 0x20, 0x20]);
    expectColour(colours.at(-1), [0x20, 0x20, 0xc0]);
  });

  it('is a recording that shows nothing of a camera that was taken back', async () => {
    await openCamera();
    await page.evaluate(`camera.colour = '#c02020'`);
    await begunRecording();
    await page.evaluate(
      `preview.main.setPermission(session, 'camera', { state: 'revoked' }), preview.calls.lose(session)`,
    );
    await framesPass(60);
    const downloading = page.waitForEvent('download');
    await button('Record').click();
    const { colours } = await played(await bytesOf(await downloading), [0.05, 0.95], [440]);
    expectColour(colours[0], [0xc0, 0x20, 0x20]);
    expectColour(colours[1], [0, 0, 0]);
  });

  it('is a recording that is saved before the window can be closed', async () => {
    await openCamera();
    await begunRecording();
    const downloading = page.waitForEvent('download');
    const asking = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asking;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    const download = await downloading;
    await expectNamed('recording', download.suggestedFilename(), await bytesOf(download));
  });

  it.each([
    ['taken back by the customer', `preview.main.setPermission(session, 'recording', { state: 'revoked' })`],
    ['ended by the customer', `preview.main.setStatus(session, { name: 'closed', by: 'customer', reason: 'ended' })`],
    ['removed with its tab', `preview.main.tell({ name: 'session/removed', id: session })`],
  ])('is a recording that is saved whole when it is %s', async (_, end) => {
    await openCamera();
    await begunRecording();
    const downloading = page.waitForEvent('download');
    await page.evaluate(end);
    const download = await downloading;
    const film = await bytesOf(download);
    expect((await played(film, [0.5], [440])).seconds).toBeGreaterThan(1);
    expect((await notices('recording/stop')).length).toBe(1);
    await expectNamed('recording', download.suggestedFilename(), film);
  });

  it('is in the log before the technician ends the session, and named at its end', async () => {
    await openCamera();
    await begunRecording();
    const downloading = page.waitForEvent('download');
    await button('End session').click();
    const name = (await downloading).suggestedFilename();
    await page.getByRole('heading', { name: 'Session ended' }).waitFor();
    await page.getByText(/^It lasted /).waitFor();
    await page.getByRole('main').getByRole('listitem').filter({ hasText: name }).waitFor();
    const types = await page.evaluate<readonly string[]>('preview.main.view.sessions[0].log.map(({ type }) => type)');
    expect(types.slice(-2)).toEqual(['picture/saved', 'session/ended']);
  });
});

describe('T6: a second Lens session', () => {
  it('says which one is in the way before Start is pressed, and leads there', async () => {
    await openCamera();
    await createSession(page, 'Ines Moreau', 'lens');
    await page.evaluate(`preview.main.join(preview.main.view.sessions[1].id)`);
    await page.getByRole('row', { name: /Ines/ }).click();
    await says('Your Lens session with Jonas Keller is running.');
    await button('Go to Jonas Keller').click();
    await remoteCamera().waitFor();
  });

  it('LNS1 is refused with a sentence that names the one to end, and its customer waits on', async () => {
    ({ page } = await preview.open({ viewport: { width: 1100, height: 760 } }));
    for (const name of ['Otto Beck', 'Lea Sommer']) {
      await createSession(page, name, 'lens');
      await page.evaluate('preview.main.join(preview.main.view.sessions.at(-1).id)');
      await page.getByRole('row', { name }).click();
      await button('Start').click();
    }
    await page.getByText('Your Lens session with Otto Beck is still active').first().waitFor();
    await page.getByText('this customer keeps waiting. End the session with Otto Beck').first().waitFor();
    const statuses = 'preview.main.view.sessions.map(({ status }) => status.name)';
    expect(await page.evaluate(statuses)).toEqual(['active', 'waiting']);
    await page.evaluate(`preview.main.setStatus(preview.main.view.sessions[0].id, { name: 'timedOut' })`);
    await button('Start').click();
    await page.getByRole('row', { name: 'Lea Sommer' }).getByText('Active').waitFor();
  });
});

describe('a Lens session’s tab', () => {
  it('has nothing that axe finds wrong before there is a picture', async () => {
    await openSession();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('has nothing that axe finds wrong while it is drawn on and recorded', async () => {
    await openCamera();
    await begunRecording();
    await button('Whiteboard').click();
    expect(await accessibilityViolations(page)).toEqual([]);
  });

  it('has nothing that axe finds wrong in a small window, where its picture stays large enough', async () => {
    await openCamera({ width: 700, height: 560 });
    await button('Whiteboard').click();
    await setCall(`{ camera: { state: 'paused', by: 'hidden' } }`);
    await says('The camera is paused');
    expect(await accessibilityViolations(page)).toEqual([]);
    // Nothing is cut off sideways, also with letters twice as large.
    await page.evaluate(`document.documentElement.style.fontSize = '200%'`);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    expect((await page.locator('#remote-screen').boundingBox())?.height).toBeGreaterThan(150);
  });
});
