import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { row, type Row } from '../figure.ts';
import { memoryMegabytes } from '../support/process-use.ts';
import { ProcessorTime } from '../support/processor-time.ts';
import { threadNanoseconds } from '../support/thread-time.ts';
import type { WireCounter } from '../support/wire-counter.ts';
import type { LensStage } from './lens-stage.ts';

const spanMs = 10_000;
/** As Chromium calls the thread of a page's worker. */
const workerThread = 'DedicatedWorker thread';

const processesSchema = v.object({
  processInfo: v.array(v.object({ type: v.string(), id: v.number(), cpuTime: v.number() })),
});

/** What the phone's page takes and sends while nothing else is done for some seconds. */
export async function measurePhone(stage: LensStage, wire: WireCounter | null, when: string): Promise<readonly Row[]> {
  const { browser, page } = await processesOf(stage);
  const sent = (): number | null => wire?.bytesFrom({ protocol: 'udp', processes: [browser] }) ?? null;
  const before = { sent: sent(), worker: threadNanoseconds(page, workerThread), frames: await framesShown(stage) };
  const startedMs = performance.now();
  const time = new ProcessorTime({ browser: [browser], page: [page] });
  await pause(spanMs);
  const cores = time.cores();
  const seconds = (performance.now() - startedMs) / 1_000;
  const workerCores = (threadNanoseconds(page, workerThread) - before.worker) / 1e9 / seconds;
  const after = { sent: sent(), frames: await framesShown(stage) };
  const bytesPerSecond = after.sent === null || before.sent === null ? null : (after.sent - before.sent) / seconds;
  const span = `over ${Math.round(seconds)} s`;
  const of = (what: string): string => `${what}, ${when}`;
  return [
    row({
      case: of('phone page: memory'),
      value: Math.round(memoryMegabytes([page])),
      unit: 'MB',
      detail: 'proportional set size of its renderer',
    }),
    row({
      case: of('phone page: processor'),
      value: round(cores.page),
      unit: 'cores',
      detail: `its renderer, ${span}`,
    }),
    row({
      case: of('vision worker: processor'),
      value: round(workerCores),
      unit: 'cores',
      detail: `its thread of the renderer, ${span}`,
    }),
    row({
      case: of('phone browser: processor'),
      value: round(cores.browser),
      unit: 'cores',
      detail: `all its processes, with a made-up camera and no GPU, ${span}`,
    }),
    row({
      case: of('phone sends'),
      fps: round((after.frames - before.frames) / seconds),
      bytesPerSecond: bytesPerSecond === null ? null : Math.round(bytesPerSecond),
      value: bytesPerSecond === null ? null : round(bytesPerSecond / 1_000),
      unit: 'kB/s',
      detail: `UDP with all headers; ${round((after.frames - before.frames) / seconds)} frames a second`,
    }),
  ];
}

/** The phone's browser, and the process of its page: the one renderer that does something. */
async function processesOf({ phone }: LensStage): Promise<{ readonly browser: number; readonly page: number }> {
  const tools = await phone.browser.newBrowserCDPSession();
  const { processInfo } = v.parse(processesSchema, await tools.send('SystemInfo.getProcessInfo'));
  await tools.detach();
  const renderers = processInfo.filter(({ type }) => type === 'renderer').toSorted((a, b) => b.cpuTime - a.cpuTime);
  const browser = processInfo.find(({ type }) => type === 'browser')?.id;
  const page = renderers[0]?.id;
  if (browser === undefined || page === undefined) throw new Error('the browser names no processes');
  return { browser, page };
}

/** Frames of the camera that were painted in the console's window since this was asked first. */
function framesShown({ console }: LensStage): Promise<number> {
  return console.technician.page.evaluate<number>(`(() => {
    if (window.paintedFrames === undefined) {
      window.paintedFrames = 0;
      const { putImageData } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.putImageData = function (...given) {
        if (this.canvas.closest('[aria-label="Remote camera"]') !== null) window.paintedFrames += 1;
        return putImageData.apply(this, given);
      };
    }
    return window.paintedFrames;
  })()`);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
