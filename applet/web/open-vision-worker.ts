import type { CameraPicture, OpenVision } from '#applet/ui/lens/board/vision.ts';
import type { FromVision, ToVision } from '../lens/vision-messages.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the address of the built worker
import workerAddress from '../lens/vision-worker.ts?worker&url';

/**
 * Starts the worker that holds drawings, with its library: the one part of the page that has a policy of its own, and nothing
 * of it is fetched before.
 */
export const openVisionWorker: OpenVision = (events) => {
  const worker = new Worker(workerAddress, { type: 'module', name: 'vision' });
  const post = (message: ToVision<CameraPicture>, transfer: Transferable[] = []): void =>
    worker.postMessage(message, { transfer });
  worker.addEventListener('message', ({ data }: MessageEvent<FromVision>) => {
    switch (data.kind) {
      case 'ready':
        return events.onReady();
      case 'tracked':
        return events.onTracked(data.frame);
      case 'anchored':
        return events.onAnchored(data.id, data.state);
      case 'tooSlow':
        return events.onTooSlow();
      case 'failed':
        return events.onFailed();
    }
  });
  // Not fetched, forbidden, or broken in a way that it could not say.
  worker.addEventListener('error', () => events.onFailed());
  return {
    track: (picture, capturedAtMs) => post({ kind: 'frame', picture, capturedAtMs }, [picture]),
    anchor: (id, seen, area) => post({ kind: 'anchor', id, seen, area }),
    extend: (id, area) => post({ kind: 'extend', id, area }),
    release: (id) => post({ kind: 'release', id }),
    close: () => worker.terminate(),
  };
};
