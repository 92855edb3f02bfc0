import { parentPort } from 'node:worker_threads';
import { loadSharedMemory } from '#applet/main/screen/shared-memory.ts';

// A capturing thread at its worst: it shares memory, says that it has started, and then hears nothing any more.

const open = await loadSharedMemory((address) => parentPort?.postMessage({ kind: 'memory', address }, []));
const memory = open?.(1_000_000) ?? null;
memory?.unlink();
parentPort?.postMessage({ kind: 'started', monitors: [] }, []);
for (;;) {
  parentPort?.postMessage({ kind: 'message', bytes: new Uint8Array(1_000) }, []);
  const endMs = performance.now() + 1;
  while (performance.now() < endMs);
}
