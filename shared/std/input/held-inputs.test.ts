import { expect, it } from 'vitest';
import { silentLogger } from '../core/logger.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { HeldInputs } from './held-inputs.ts';
import type { InputDriver } from './input-driver.ts';

it('DC2 a key pressed again while its release is on its way is not forgotten', async () => {
  const calls: string[] = [];
  const waiting: (() => void)[] = [];
  const driver: Pick<InputDriver, 'key'> = {
    key: (code, down) => {
      calls.push(`${code} ${down ? 'down' : 'up'}`);
      return new Promise((resolve) => {
        waiting.push(() => resolve(true));
      });
    },
  };
  const held = new HeldInputs({
    driver: driver as InputDriver,
    clock: new FakeClock(),
    logger: silentLogger,
    onSilence: () => {},
    onCall: () => {},
  });
  const key = { kind: 'key', code: 'KeyA' } as const;
  const done = [held.press(key, () => true), held.liftAll(), held.press(key, () => true)];
  for (const finish of waiting.splice(0)) finish();
  await Promise.all(done);
  expect([held.count, calls]).toEqual([1, ['KeyA down', 'KeyA up', 'KeyA down']]);
  const lifted = held.liftAll();
  for (const finish of waiting.splice(0)) finish();
  await lifted;
  expect([held.count, calls.at(-1)]).toEqual([0, 'KeyA up']);
});
