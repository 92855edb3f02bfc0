import { spawn } from 'node:child_process';
import { rootFolder } from '../set-up/root-folder.mjs';

/** What a step brought: a check counts as one, a test project as its tests. */
export type StepResult = { readonly passed: number; readonly failed: number; readonly skipped: number };

export type Step = {
  readonly name: string;
  readonly run: (environment: NodeJS.ProcessEnv) => Promise<StepResult>;
};

/** Ends what hangs: the longest project takes a few minutes. */
const stepTimeoutMs = 12 * 60_000;

/** Runs a script of ours or of a package with this Node; the exit code, or 1 if it was ended. */
export function runScript(script: string, line: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...line], { cwd: rootFolder, stdio: 'inherit', env: environment });
    const timer = setTimeout(() => child.kill('SIGKILL'), stepTimeoutMs);
    const stop = (signal: NodeJS.Signals): void => {
      child.kill(signal);
    };
    process.on('SIGTERM', stop);
    const finish = (code: number): void => {
      clearTimeout(timer);
      process.off('SIGTERM', stop);
      resolve(code);
    };
    child.once('error', () => finish(1));
    child.once('exit', (code) => finish(code ?? 1));
  });
}

/** A step that either holds or does not. */
export function check(name: string, script: string, ...line: readonly string[]): Step {
  return {
    name,
    run: async (environment) => {
      const code = await runScript(script, line, environment);
      return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
    },
  };
}
