import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Firefox } from '#tests/support/firefox.ts';
import { buildForPage, openPageWith, type OpenedPage } from './media-browser.ts';

/** Cameras and microphones that Chromium makes up, allowed without a question. */
const fakeDevices = [
  '--use-fake-device-for-media-stream=device-count=3',
  '--use-fake-ui-for-media-stream',
  // Both ends are on this computer, and no multicast is needed to find it.
  '--disable-features=WebRtcHideLocalIpsWithMdns',
];

type CallState = { camera: { state: string; by?: string }; facing: string; canSwitch: boolean; microphone: string };
type Customer = {
  call: CallState;
  access: { camera: string; microphone: string };
  preview: string | null;
  device: string | null;
};
type Sent = { video: number; audio: number };

const allAllowed = { camera: true, voice: true, onHold: false };
/** The made-up microphone beeps once a second. */
const listenMs = 1_500;

/** A page of any browser. */
type CallPage = { evaluate(expression: string): Promise<unknown> };

async function run<Outcome>(page: CallPage, name: string, ...given: unknown[]): Promise<Outcome> {
  const call = `callEnds.${name}(${given.map((each) => JSON.stringify(each)).join(', ')})`;
  const outcome = await page.evaluate(`Promise.resolve(${call}).then((value) => JSON.stringify(value ?? null))`);
  return JSON.parse(String(outcome)) as Outcome;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 20_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A phone's page and a console's page, and between them what stands for the two cores and the control channel. */
class TwoEnds {
  readonly phone: CallPage;
  readonly desk: CallPage;
  readonly #stopped = new AbortController();
  #carrying: Promise<void> = Promise.resolve();

  constructor(phone: CallPage, desk: CallPage) {
    this.phone = phone;
    this.desk = desk;
  }

  async open(): Promise<void> {
    await run(this.phone, 'openCustomer');
    await run(this.desk, 'openTechnician');
    this.#carrying = this.#carry();
  }

  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#carrying;
  }

  async start(generation: number, allowed: object = allAllowed): Promise<void> {
    await run(this.phone, 'tellCustomer', 'callStart', { generation, ...allAllowed, ...allowed });
  }

  async customer(): Promise<Customer> {
    return await run<Customer>(this.phone, 'customer');
  }

  async sent(): Promise<Sent> {
    return await run<Sent>(this.phone, 'sentBytes');
  }

  async untilCamera(state: string): Promise<void> {
    await until(`camera ${state}`, async () => (await this.customer()).call.camera.state === state);
  }

  async untilMoreFrames(more = 5): Promise<void> {
    const frames = async (): Promise<number> => (await run<{ frames: number }>(this.desk, 'picture')).frames;
    const before = await frames();
    await until('frames', async () => (await frames()) >= before + more);
  }

  async #carry(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      const fromPhone = await run<unknown[]>(this.phone, 'takeSignals', 'customer');
      if (fromPhone.length > 0) await run(this.desk, 'giveSignals', 'technician', fromPhone);
      const fromDesk = await run<unknown[]>(this.desk, 'takeSignals', 'technician');
      if (fromDesk.length > 0) await run(this.phone, 'giveSignals', 'customer', fromDesk);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

let script: string;
beforeAll(async () => {
  script = await buildForPage('tests/integration/call-page/call-ends.ts', 'callEnds');
}, 60_000);

describe('a call between two pages', () => {
  let opened: OpenedPage;
  let ends: TwoEnds;
  let phone: CallPage;
  let desk: CallPage;

  beforeEach(async () => {
    opened = await openPageWith(script, fakeDevices);
    ends = new TwoEnds(opened.page, await opened.another());
    ({ phone, desk } = ends);
    await ends.open();
  });

  afterEach(async () => {
    await ends.close();
    await opened.close();
    expect(opened.errors).toEqual([]);
  });

  it('L2 the preview opens no connection, and nothing is said but what was agreed to', async () => {
    const seen = await run<Customer>(phone, 'prepare', { camera: true, microphone: true });
    expect(seen).toMatchObject({ access: { camera: 'granted', microphone: 'granted' }, preview: 'live' });
    expect(await run(phone, 'connectionStates')).toEqual([]);
    expect(await run(phone, 'customerSaid', 'call/signal')).toEqual([]);
    expect(await run(phone, 'customerSaid', 'call/prepared')).toEqual([{ camera: true, voice: true }]);
  });

  it('L4 the picture and both voices arrive, and are measured', async () => {
    await run(phone, 'prepare', { camera: true, microphone: true });
    await ends.start(1);
    await ends.untilCamera('live');
    await ends.untilMoreFrames();
    expect(await run(desk, 'picture')).toMatchObject({ width: 1280, height: 720 });
    expect(await run<number>(desk, 'loudest', listenMs)).toBeGreaterThan(0.01);
    expect(await run<number>(phone, 'loudest', listenMs)).toBe(0);
    expect(await run(desk, 'setMicrophone', true)).toEqual({ ok: true, value: null });
    await until('the technician is heard', async () => (await run<number>(phone, 'loudest', 200)) > 0.01);
    expect(await run(desk, 'technicianSaid', 'call/voice')).toEqual([{ session: 'session', voice: 'live' }]);
    const stats = await run<{ path: string; codec: string; framesPerSecond: number }>(desk, 'technicianStats');
    expect(stats).toMatchObject({ path: 'direct', width: 1280, height: 720 });
    expect(stats.codec).toMatch(/^video\/(H264|VP8)$/);
    await until('usage', async () => (await run<unknown[]>(phone, 'customerSaid', 'call/usage')).length > 0);
    const usage = await run<{ sentBytes: number; receivedBytes: number }[]>(phone, 'customerSaid', 'call/usage');
    expect(usage.at(-1)?.sentBytes).toBeGreaterThan(10_000);
    expect(usage.at(-1)?.receivedBytes).toBeGreaterThan(0);
  });

  it('L5 a pause and a mute let no packet out, and both end', async () => {
    await run(phone, 'prepare', { camera: true, microphone: true });
    await ends.start(1);
    await ends.untilMoreFrames();
    await run(phone, 'press', 'pause');
    expect((await ends.customer()).call.camera).toEqual({ state: 'paused', by: 'customer' });
    await run(phone, 'press', 'mute');
    expect((await ends.customer()).call.microphone).toBe('muted');
    // What was being encoded at that moment is still counted.
    await new Promise((resolve) => setTimeout(resolve, 300));
    const paused = await ends.sent();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await ends.sent()).toEqual(paused);
    await run(phone, 'press', 'resume');
    await run(phone, 'press', 'unmute');
    await ends.untilMoreFrames();
    await until('voice', async () => (await ends.sent()).audio > paused.audio);
  });

  it('L4 the other camera comes in the same connection', async () => {
    await run(phone, 'prepare', { camera: true, microphone: false });
    await ends.start(1);
    await ends.untilMoreFrames();
    // Twice: the second of Chromium's made-up cameras measures distances, which nothing encodes.
    for (let press = 0; press < 2; press += 1) {
      const { call, device } = await ends.customer();
      expect(call.canSwitch).toBe(true);
      await run(phone, 'press', 'switchCamera');
      await until('another', async () => ![null, device].includes((await ends.customer()).device));
    }
    await ends.untilCamera('live');
    await ends.untilMoreFrames();
    expect(await run(phone, 'connectionStates')).toHaveLength(1);
  });

  it('CALL2 a new connection takes over from the old one without a blank picture', async () => {
    await run(phone, 'prepare', { camera: true, microphone: true });
    await ends.start(1);
    await ends.untilMoreFrames();
    const watched = run<{ looked: number; blank: number }>(desk, 'watchForBlank', 4_000);
    await ends.start(2);
    expect(await watched).toMatchObject({ blank: 0 });
    expect((await watched).looked).toBeGreaterThan(10);
    expect(await run(phone, 'connectionStates')).toEqual(['closed', 'connected']);
    expect(await run(desk, 'connectionStates')).toEqual(['closed', 'connected']);
    await ends.untilMoreFrames();
    expect(await run<number>(desk, 'loudest', listenMs)).toBeGreaterThan(0.01);
  });

  it('PRM4 the end stops camera, microphone and connection at once, and the other side knows', async () => {
    await run(phone, 'prepare', { camera: true, microphone: true });
    await ends.start(1);
    await ends.untilMoreFrames();
    await run(phone, 'tellCustomer', 'callStop', { generation: 1 });
    const ended = await ends.customer();
    expect(ended).toMatchObject({ preview: null, call: { camera: { state: 'off' }, microphone: 'none' } });
    expect(await run(phone, 'customerSaid', 'call/stopped')).toEqual([{ generation: 1 }]);
    expect(await run(phone, 'connectionStates')).toEqual(['closed']);
    await until('closed there', async () => (await run<string[]>(desk, 'connectionStates'))[0] === 'closed');
    const usage = await run<{ sentBytes: number }[]>(phone, 'customerSaid', 'call/usage');
    expect(usage.at(-1)?.sentBytes).toBeGreaterThan(10_000);
  });

  it('CALL1 a camera that is not allowed sends nothing while the voices go on', async () => {
    await run(phone, 'prepare', { camera: true, microphone: true });
    await ends.start(1, { camera: false });
    await until('voice', async () => (await ends.sent()).audio > 0);
    expect((await ends.sent()).video).toBe(0);
    expect((await ends.customer()).call.camera).toEqual({ state: 'off' });
    await ends.start(1, { camera: true });
    await ends.untilMoreFrames();
    await ends.start(1, { camera: false });
    expect((await ends.customer()).preview).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const after = await ends.sent();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await ends.sent()).video).toBe(after.video);
    expect((await ends.sent()).audio).toBeGreaterThan(after.audio);
  });
});

describe('a call from Firefox to Chromium', () => {
  it('L4 the picture and both voices arrive, a pause stops the picture, and the end is known', async () => {
    const opened = await openPageWith(script, fakeDevices);
    const firefox = await Firefox.start();
    const ends = new TwoEnds(firefox, opened.page);
    const { phone, desk } = ends;
    try {
      await firefox.goto(opened.url);
      await firefox.evaluate(`${script}; globalThis.callEnds = callEnds; true`);
      await ends.open();
      await run(phone, 'prepare', { camera: true, microphone: true });
      expect(await run(phone, 'connectionStates')).toEqual([]);
      await ends.start(1);
      await ends.untilMoreFrames();
      expect(await run<number>(desk, 'loudest', listenMs)).toBeGreaterThan(0.01);
      expect(await run(desk, 'setMicrophone', true)).toEqual({ ok: true, value: null });
      await until('the technician is heard', async () => (await run<number>(phone, 'receivedLevel')) > 0.01);
      await run(phone, 'press', 'pause');
      await new Promise((resolve) => setTimeout(resolve, 500));
      const paused = await ends.sent();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect((await ends.sent()).video).toBe(paused.video);
      await run(phone, 'press', 'resume');
      await ends.untilMoreFrames();
      await until('usage', async () => (await run<unknown[]>(phone, 'customerSaid', 'call/usage')).length > 0);
      const usage = await run<{ sentBytes: number }[]>(phone, 'customerSaid', 'call/usage');
      expect(usage.at(-1)?.sentBytes).toBeGreaterThan(1_000);
      await run(phone, 'tellCustomer', 'callStop', { generation: 1 });
      await until('closed there', async () => (await run<string[]>(desk, 'connectionStates'))[0] === 'closed');
    } finally {
      await ends.close();
      await firefox.close();
      await opened.close();
    }
  }, 150_000);
});
