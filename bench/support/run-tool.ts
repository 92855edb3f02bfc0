import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const rootFolder = join(import.meta.dirname, '..', '..');

const running = new Set<ChildProcess>();

/** Runs a script of ours or of a package with this Node and gives what it printed. Throws if it failed. */
export async function runTool(script: string, ...toolArguments: readonly string[]): Promise<string> {
  const child = start(script, toolArguments, 'pipe');
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await succeeded(child, script);
  return output;
}

/** The same for one that says on the way how far it is: what it prints is printed. */
export async function showTool(script: string, ...toolArguments: readonly string[]): Promise<void> {
  await succeeded(start(script, toolArguments, 'inherit'), script);
}

/** For a measurement that is broken off: a tool closes what it opened, and nobody else could. */
export async function stopTools(): Promise<void> {
  const ended = [...running].map(async (child) => {
    child.kill('SIGTERM');
    await once(child, 'close');
  });
  await Promise.all(ended);
}

function start(script: string, toolArguments: readonly string[], stdout: 'pipe' | 'inherit'): ChildProcess {
  const child = spawn(process.execPath, [join(rootFolder, script), ...toolArguments], {
    cwd: rootFolder,
    stdio: ['ignore', stdout, 'inherit'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

async function succeeded(child: ChildProcess, script: string): Promise<void> {
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with code ${code}`);
}
