import { openNutInputDriver } from '#applet/main/nut-input-driver.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { InputGuard } from '#shared/std/input/input-guard.ts';
import { InputReceiver } from '#shared/std/input/input-receiver.ts';
import { InputSender } from '#shared/std/input/input-sender.ts';

// Moves the pointer of the display in DISPLAY to fractions of the screen, through the whole path of remote input.
// A program of its own because nut-js takes one display for the life of its process.

const [x, y] = process.argv.slice(2).map(Number);
if (x === undefined || y === undefined) throw new Error('usage: point-at X Y');
const driver = await openNutInputDriver({
  platform: process.platform,
  environment: process.env,
  clock: systemClock,
});
if (!driver.ok) throw new Error(driver.reason);
const receiver = new InputReceiver({
  driver: driver.value,
  clock: systemClock,
  guard: new InputGuard(),
  isAllowed: () => true,
});
const sender = new InputSender({
  clock: systemClock,
  bufferedBytes: () => 0,
  send: (channel, bytes) => {
    receiver.receive(channel, bytes);
    return true;
  },
});
sender.move(x, y);
await receiver.settled();
receiver.close();
await receiver.settled();
await driver.value.close();
