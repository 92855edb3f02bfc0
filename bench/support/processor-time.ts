import { listProc, readProc } from './proc-files.ts';
import { processTree } from './process-use.ts';

/** Nanoseconds that each thread of some processes has run. */
type ThreadTimes = ReadonlyMap<string, number>;

/**
 * Processor time of process trees over a span, to a millisecond: the scheduler's own account of each thread. The hundredths of
 * `/proc/PID/stat` would be too coarse for two seconds of a program that hardly does anything.
 */
export class ProcessorTime<Name extends string> {
  readonly #roots: Readonly<Record<Name, readonly number[]>>;
  readonly #startedMs = performance.now();
  readonly #before: Readonly<Record<string, ThreadTimes>>;

  constructor(roots: Readonly<Record<Name, readonly number[]>>) {
    this.#roots = roots;
    this.#before = this.#read();
  }

  /** Cores that each tree kept busy since this was made. */
  cores(): Readonly<Record<Name, number>> {
    const elapsedNs = (performance.now() - this.#startedMs) * 1e6;
    const cores = Object.entries(this.#read()).map(([name, times]) => {
      let usedNs = 0;
      // A thread that is new has run only since then.
      for (const [thread, ns] of times) usedNs += ns - (this.#before[name]?.get(thread) ?? 0);
      return [name, Math.round((1_000 * usedNs) / elapsedNs) / 1_000];
    });
    return Object.fromEntries(cores) as Record<Name, number>;
  }

  #read(): Readonly<Record<string, ThreadTimes>> {
    const groups = Object.entries<readonly number[]>(this.#roots);
    return Object.fromEntries(groups.map(([name, pids]) => [name, threadTimes(processTree(pids))]));
  }
}

function threadTimes(pids: readonly number[]): ThreadTimes {
  const times = new Map<string, number>();
  for (const pid of pids) {
    for (const thread of listProc(`/proc/${pid}/task`)) {
      const [ranNs = ''] = readProc(`/proc/${pid}/task/${thread}/schedstat`)?.split(' ') ?? [];
      if (ranNs !== '') times.set(`${pid}/${thread}`, Number(ranNs));
    }
  }
  return times;
}
