import { openNutInputDriver, type OpenInputDriver } from '#applet/main/nut-input-driver.ts';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { InputGuard } from '#shared/std/input/input-guard.ts';
import { InputReceiver } from '#shared/std/input/input-receiver.ts';
import { InputSender, type InputSenderOptions } from '#shared/std/input/input-sender.ts';
import { XWatch } from '../support/input-probe.ts';
import { sampleInput } from '../support/sample-input.ts';
import { freeArea } from '../support/two-screens.ts';

// Measures one display, named by the first argument, and prints the rows as JSON.

type Way = Pick<InputSenderOptions, 'send' | 'bufferedBytes'> & {
  readonly deliverTo: (receiver: InputReceiver) => void;
};

const [display = '', samples = '200'] = process.argv.slice(2);
const screen = { width: 1440, height: 900 };

async function sampleSender(name: string, way: Way, driver: OpenInputDriver, watch: XWatch) {
  const receiver = new InputReceiver({ driver, clock: systemClock, guard: new InputGuard(), isAllowed: () => true });
  way.deliverTo(receiver);
  const sender = new InputSender({ clock: systemClock, send: way.send, bufferedBytes: way.bufferedBytes });
  const rows = await sampleInput(
    {
      system: name,
      watch,
      // The middle of the pixel, so that rounding on the way cannot move it to the neighbour.
      move: ({ x, y }) => sender.move((x + 0.5) / screen.width, (y + 0.5) / screen.height),
      keys: {
        'character to effect': () => void sender.text('a'),
        'key to effect': () => {
          sender.key('ArrowDown', true);
          sender.key('ArrowDown', false);
        },
      },
    },
    Number(samples),
  );
  sender.close();
  receiver.close();
  await receiver.settled();
  return rows;
}

function handOver(): Way {
  let receive: InputReceiver['receive'] = () => {};
  return {
    deliverTo: (receiver) => (receive = receiver.receive.bind(receiver)),
    send: (channel, bytes) => {
      receive(channel, bytes);
      return true;
    },
    bufferedBytes: () => 0,
  };
}

async function joinByDataConnection(): Promise<Way & { readonly close: () => void }> {
  const open = (role: 'offerer' | 'answerer'): RtcDataConnection =>
    new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
  const [offerer, answerer] = [open('offerer'), open('answerer')];
  const ready = Promise.all([offerer, answerer].map((end) => new Promise<void>((resolve) => void end.onOpen(resolve))));
  offerer.onLocalSignal((signal) => answerer.acceptRemoteSignal(signal));
  answerer.onLocalSignal((signal) => offerer.acceptRemoteSignal(signal));
  await ready;
  return {
    send: (channel, bytes) => offerer.send(channel, bytes),
    bufferedBytes: (channel) => offerer.bufferedBytes(channel),
    deliverTo: (receiver) =>
      void answerer.onMessage((channel, bytes) => {
        if (channel === 'input' || channel === 'pointer') receiver.receive(channel, bytes);
      }),
    close: () => [offerer, answerer].forEach((end) => end.close()),
  };
}

process.env['DISPLAY'] = display; // nut-js reads it from here.
const driver = await openNutInputDriver({ platform: 'linux', environment: process.env, clock: systemClock });
if (!driver.ok) throw new Error(driver.reason);
const watch = await XWatch.open(display, freeArea);
const joined = await joinByDataConnection();
const rows = [
  ...(await sampleSender('Handrail without windows, handed over in memory', handOver(), driver.value, watch)),
  ...(await sampleSender('Handrail without windows, over a data connection', joined, driver.value, watch)),
];
joined.close();
watch.close();
await driver.value.close();
// Not earlier than the last byte: node-datachannel's threads would keep this process alive.
process.stdout.write(JSON.stringify(rows), () => process.exit(0));
