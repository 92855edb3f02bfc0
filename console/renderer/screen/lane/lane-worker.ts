import { inflateSync } from 'fflate';
import { systemClock } from '#shared/dom/system-clock.ts';
import { assertNever } from '#shared/std/core/assert-never.ts';
import { CanvasSurface, pngOf } from './canvas-surface.ts';
import { openFrameDecoder } from './frame-decoder.ts';
import { LanePainter } from './lane-painter.ts';
import type { FromLaneWorker, ToLaneWorker } from './lane-wire.ts';
import { WebCodecsPictures } from './video-pictures.ts';

// Entry point of the worker that draws the lanes of one session: what a stranger's computer sent is taken apart here, away from
// the page, which stays usable whatever that costs.

type Lane = { readonly painter: LanePainter<VideoFrame>; readonly surface: CanvasSurface };

const lanes = new Map<number, Lane>();

function tell(message: FromLaneWorker): void {
  self.postMessage(message, {});
}

function inflate(bytes: Uint8Array, sizeBytes: number): Uint8Array {
  return inflateSync(bytes, { out: new Uint8Array(sizeBytes) });
}

function open(lane: number, canvas: OffscreenCanvas): void {
  const surface = new CanvasSurface(canvas);
  const painter = new LanePainter({
    surface,
    video: new WebCodecsPictures(systemClock),
    openDecoder: () => openFrameDecoder(inflate),
    onDrawn: (frame) => tell({ kind: 'drawn', lane, ...frame }),
    onSkipped: (bytes) => tell({ kind: 'skipped', lane, bytes }),
    onBroken: (why, codec) => tell({ kind: 'broken', lane, why, codec }),
  });
  lanes.set(lane, { painter, surface });
}

async function takeScreenshot(lane: Lane | undefined): Promise<Blob | null> {
  if (lane === undefined || !lane.painter.hasPicture) return null;
  const exact = lane.painter.exactPicture;
  return exact === null ? lane.surface.png() : pngOf(exact.width, exact.height, exact.pixels);
}

function receive(message: ToLaneWorker): void {
  const lane = lanes.get(message.lane);
  switch (message.kind) {
    case 'open':
      lane?.painter.close();
      open(message.lane, message.canvas);
      return;
    case 'piece':
      if (lane === undefined) tell({ kind: 'skipped', lane: message.lane, bytes: message.bytes.length });
      else lane.painter.add(message);
      return;
    case 'restart':
      lane?.painter.restart();
      return;
    case 'close':
      lane?.painter.close();
      lanes.delete(message.lane);
      return;
    case 'screenshot':
      takeScreenshot(lane).then(
        (png) => tell({ kind: 'screenshot', request: message.request, png }),
        () => tell({ kind: 'screenshot', request: message.request, png: null }),
      );
      return;
    default:
      assertNever(message);
  }
}

self.addEventListener('message', (event: MessageEvent<ToLaneWorker>) => receive(event.data));
