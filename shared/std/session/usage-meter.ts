import type { DataUsage } from './data-connection.ts';

/** Adds up what connections that follow one another have carried, each of which counts from nought. */
export class UsageMeter {
  #past: DataUsage | null = null;
  #now: DataUsage | null = null;

  /** Null while nothing was read. */
  get total(): DataUsage | null {
    return addUsage(this.#past, this.#now);
  }

  /** What the connection in use has carried so far; less than before is the first word of another. */
  read(usage: DataUsage): void {
    const now = this.#now;
    if (now !== null && (usage.sentBytes < now.sentBytes || usage.receivedBytes < now.receivedBytes)) this.begin();
    this.#now = usage;
  }

  /** Another connection is in use from here on. */
  begin(): void {
    this.#past = this.total;
    this.#now = null;
  }
}

/** Both together; what is not known counts as nothing, unless neither is. */
export function addUsage(a: DataUsage | null, b: DataUsage | null): DataUsage | null {
  if (a === null || b === null) return a ?? b;
  return { sentBytes: a.sentBytes + b.sentBytes, receivedBytes: a.receivedBytes + b.receivedBytes };
}
