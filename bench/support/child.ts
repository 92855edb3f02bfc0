import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { processTree } from './process-use.ts';

const stopTimeoutMs = 3_000;

/** A program that runs beside us until it is stopped. */
export type Child = { readonly pid: number; readonly output: () => string; readonly stop: () => Promise<void> };

/** Starts a program. Throws if there is no such program. */
export async function startChild(
  command: string,
  commandArguments: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Child> {
  const child = spawn(command, commandArguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  const keep = (chunk: Buffer): void => {
    // What it said last is what tells why it ended.
    output = (output + chunk.toString()).slice(-4_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} did not start`);
  return { pid, output: () => output, stop: () => stopTree(child, pid) };
}

/** Also what it started: a program that is killed tells nobody. */
async function stopTree(child: ChildProcess, pid: number): Promise<void> {
  const started = processTree([pid]).filter((each) => each !== pid);
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
    await ended;
    clearTimeout(timer);
  }
  for (const each of started) killIfThere(each);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with the program that started it.
  }
}
