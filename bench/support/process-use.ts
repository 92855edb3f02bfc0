import { listProc, readProc } from './proc-files.ts';

type Process = { readonly pid: number; readonly parent: number; readonly command: string; readonly cpuSeconds: number };

/** Linux counts processor time in hundredths of a second for every program there is (USER_HZ). */
const ticksPerSecond = 100;

/** A program of ours with what it started, by who they are. */
export type ProgramProcesses = {
  readonly main: number;
  readonly relay: readonly number[];
  /** The window: every process of its browser. */
  readonly browser: readonly number[];
};

export function processesOf(main: number): ProgramProcesses {
  const started = below(readProcesses(), main);
  const isRelay = ({ command }: Process): boolean => command.includes('relay/main.ts');
  return {
    main,
    relay: started.filter(isRelay).map(({ pid }) => pid),
    browser: started.filter((each) => !isRelay(each)).map(({ pid }) => pid),
  };
}

/** These processes and all that they started, and so on. */
export function processTree(roots: readonly number[]): readonly number[] {
  const all = readProcesses();
  return [...new Set(roots.flatMap((root) => [root, ...below(all, root).map(({ pid }) => pid)]))];
}

/** What this process itself started and is called so. */
export function childrenCalled(program: string): readonly number[] {
  return readProcesses()
    .filter(({ parent, command }) => parent === process.pid && command.startsWith(program))
    .map(({ pid }) => pid);
}

/** Proportional set size: what several processes share counts once in their sum. */
export function memoryMegabytes(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => {
    const rollup = readProc(`/proc/${pid}/smaps_rollup`) ?? '';
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0);
  });
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

export function cpuSeconds(pids: readonly number[]): number {
  const wanted = new Set(pids);
  return readProcesses().reduce((sum, each) => sum + (wanted.has(each.pid) ? each.cpuSeconds : 0), 0);
}

function below(all: readonly Process[], root: number): readonly Process[] {
  return all.filter(({ parent }) => parent === root).flatMap((child) => [child, ...below(all, child.pid)]);
}

function readProcesses(): readonly Process[] {
  return listProc('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = readProc(`/proc/${name}/stat`);
      const command = readProc(`/proc/${name}/cmdline`);
      if (stat === null || command === null) return [];
      // The second field is the program's name in parentheses, which may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = Number(fields[11]) + Number(fields[12]);
      return [{ pid: Number(name), parent: Number(fields[1]), command, cpuSeconds: ticks / ticksPerSecond }];
    });
}
