import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export type Ended = { readonly code: number | null; readonly output: string; readonly errors: string };

/** Runs one of our programs from its entry point to its end. */
export function runToEnd(
  script: string,
  line: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Ended {
  const ended = spawnSync(process.execPath, [join(root, script), ...line], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    env: { ...process.env, ...environment },
  });
  return { code: ended.status, output: ended.stdout, errors: ended.stderr };
}
