import { parentPort } from 'node:worker_threads';

// A capturing thread that is told to close just as it loads a library, which takes long on this computer.

const loadMs = 2_500;

parentPort?.postMessage({ kind: 'started', monitors: [] }, []);
parentPort?.postMessage({ kind: 'loading', isLoading: true }, []);
parentPort?.postMessage({ kind: 'message', bytes: new Uint8Array(1) }, []);
const endMs = performance.now() + loadMs;
while (performance.now() < endMs);
parentPort?.postMessage({ kind: 'loading', isLoading: false }, []);
parentPort?.on('message', (message: { readonly kind: string }) => {
  if (message.kind !== 'close') return;
  parentPort?.postMessage({ kind: 'closed' }, []);
  parentPort?.close();
});
