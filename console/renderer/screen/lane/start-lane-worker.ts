import { screenWorkerPolicy } from '#shared/std/view/screen-worker-policy.ts';
import type { FromLaneWorker } from './lane-wire.ts';
import type { StartLaneWorker } from './lane-viewer.ts';
// oxlint-disable-next-line import/default -- the bundler makes it: the address of the built worker
import workerAddress from './lane-worker.ts?worker&url';

/** The part of trusted types that the compiler's own description of a page does not have yet. */
type TrustedTypes = {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): URL };
};

let makeAddress: (() => string | URL) | null = null;

/** Starts a worker that draws lanes. The page's policy lets nothing else be started, from nowhere else. */
export const startLaneWorker: StartLaneWorker = (events) => {
  makeAddress ??= allowWorker((globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes);
  const worker = new Worker(makeAddress(), { type: 'module', name: 'screen' });
  worker.addEventListener('message', (event: MessageEvent<FromLaneWorker>) => events.onMessage(event.data));
  worker.addEventListener('error', () => events.onFailed());
  return {
    post: (message, transfer) => worker.postMessage(message, { transfer: [...transfer] }),
    end: () => worker.terminate(),
  };
};

/** The policy can be made once a page; it vouches for this one address and for no other. */
function allowWorker(trustedTypes: TrustedTypes | undefined): () => string | URL {
  if (trustedTypes === undefined) return () => workerAddress;
  const policy = trustedTypes.createPolicy(screenWorkerPolicy, {
    createScriptURL: (address) => {
      if (address !== workerAddress) throw new TypeError('only the screen worker may be started');
      return address;
    },
  });
  return () => policy.createScriptURL(workerAddress);
}
