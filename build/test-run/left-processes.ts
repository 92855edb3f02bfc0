import { readdirSync, readFileSync } from 'node:fs';

/** Marks everything that a test run starts; children inherit it, whatever group or session they move to. */
export const runMarkName = 'HANDRAIL_TEST_RUN';

export type LeftProcess = { readonly pid: number; readonly command: string };

/** The processes of a run that are still there. Linux only: elsewhere none is found. */
export function findLeftProcesses(mark: string): readonly LeftProcess[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      try {
        const environment = readFileSync(`/proc/${name}/environ`, 'utf8').split('\0');
        if (!environment.includes(`${runMarkName}=${mark}`)) return [];
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
        // One that has ended and whose parent has not looked yet holds nothing any more, and shows no command.
        return command === '' ? [] : [{ pid: Number(name), command: command.slice(0, 150) }];
      } catch {
        return []; // It ended while we looked, or belongs to somebody else.
      }
    });
}
