import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

// What the kernel tells of processes. Any of them may end while we look: what is gone is null, or no part of a list.

export function readProc(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

export function listProc(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

export function linkProc(path: string): string | null {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}
