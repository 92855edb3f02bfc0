import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const rootFolder = join(import.meta.dirname, '..', '..');

/** Runs a script of ours or of a package with this Node and gives what it printed. Throws if it failed. */
export async function runTool(script: string, ...toolArguments: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [join(rootFolder, script), ...toolArguments], {
    cwd: rootFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${script} ended with code ${code}`);
  return output;
}
