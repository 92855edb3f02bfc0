import { describe, expect, it } from 'vitest';
import type { ScreenSenderOptions } from '#shared/dom/media/screen-sender.ts';
import { LateScreenSender } from './late-screen-sender.ts';

/** The order of everything that the sender did and said; `arrive` or `fail` ends the fetching of its code. */
function setUp() {
  const said: string[] = [];
  const options: ScreenSenderOptions = {
    send: () => {},
    onStarted: (generation) => said.push(`started ${generation}`),
    onFailed: (generation, reason) => said.push(`failed ${generation} ${reason}`),
    onStopped: (generation) => said.push(`stopped ${generation}`),
  };
  class Real {
    async start(generation: number): Promise<void> {
      said.push(`real start ${generation}`);
    }
    receive(): void {}
    stop(): void {
      said.push('real stop');
    }
  }
  let arrive: () => void = () => {};
  let fail: () => void = () => {};
  const sender = new LateScreenSender(
    options,
    () =>
      new Promise((resolve, reject) => {
        arrive = () => resolve(Real);
        fail = () => reject(new Error('no network'));
      }),
  );
  return { sender, said, arrive: () => arrive(), fail: () => fail() };
}

describe('LateScreenSender', () => {
  it('starts as soon as its code is there', async () => {
    const { sender, said, arrive } = setUp();
    const started = sender.start(1);
    arrive();
    await started;
    expect(said).toEqual(['real start 1']);
  });

  it('PRM4 captures nothing when it was stopped while its code was on its way, and says so at once', async () => {
    const { sender, said, arrive } = setUp();
    const started = sender.start(1);
    sender.stop();
    expect(said).toEqual(['stopped 1']);
    arrive();
    await started;
    expect(said).toEqual(['stopped 1']);
  });

  it('says that it failed when its code cannot be fetched, and fetches again at the next try', async () => {
    const { sender, said, arrive, fail } = setUp();
    const first = sender.start(1);
    fail();
    await first;
    expect(said).toEqual(['failed 1 captureFailed']);
    const second = sender.start(2);
    arrive();
    await second;
    expect(said).toEqual(['failed 1 captureFailed', 'real start 2']);
  });

  it('starts only the newest of several', async () => {
    const { sender, said, arrive } = setUp();
    const first = sender.start(1);
    const arriveFirst = arrive;
    arriveFirst();
    const second = sender.start(2);
    arrive();
    await Promise.all([first, second]);
    expect(said).toEqual(['real start 2']);
  });
});
