import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

// The screen as a WebRTC track in every setting that was weighed (docs/decisions/0006): the comparison `screen` with those
// systems, and the scenes that settings were chosen by. Options of `screen` may follow.

const line = ['--only-systems', 'WebRTC', '--only-cases', 'small change|typing|scroll 30', '--without-targets'];
const child = spawn(process.execPath, [join(import.meta.dirname, 'screen.ts'), ...line, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
const [code] = (await once(child, 'exit')) as [number | null];
process.exit(code ?? 1);
