import { once } from 'node:events';

// The other process of bench/process-hop.ts: counts what comes until all is there, or returns every message at once.

const [wayIn, sizeBytes, does] = process.argv.slice(2);
let leftBytes = Number(sizeBytes);

/** Whether that was the last of it. */
function count(bytes: Uint8Array): boolean {
  leftBytes -= bytes.length;
  return leftBytes <= 0;
}

if (wayIn === 'pipe') {
  process.stdin.on('data', (bytes: Buffer) => {
    if (does === 'echo') process.stdout.write(bytes);
    else if (count(bytes)) process.stdout.write('all\n');
  });
  await once(process.stdin, 'end');
} else {
  process.on('message', (bytes: Uint8Array) => {
    if (does === 'echo') process.send?.(bytes);
    else if (count(bytes)) process.send?.('all');
  });
}
