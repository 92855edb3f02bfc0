import { listProc, readProc } from './proc-files.ts';

/** The scheduler's own account of a process's threads of one name (the kernel keeps 15 letters of it), in nanoseconds. */
export function threadNanoseconds(pid: number, name: string): number {
  return listProc(`/proc/${pid}/task`)
    .map((thread) => `/proc/${pid}/task/${thread}`)
    .filter((thread) => readProc(`${thread}/comm`)?.trim() === name.slice(0, 15))
    .reduce((sum, thread) => sum + Number(readProc(`${thread}/schedstat`)?.split(' ')[0] ?? 0), 0);
}
