import { execFileSync } from 'node:child_process';
import * as v from 'valibot';
import { linkProc, listProc, readProc } from './proc-files.ts';
import { processTree } from './process-use.ts';

const tablePrefix = 'handrail_bench_';

const setSchema = v.object({
  nftables: v.array(
    v.object({
      set: v.optional(
        v.object({
          elem: v.optional(
            v.array(
              v.object({
                elem: v.object({
                  val: v.object({ concat: v.tuple([v.string(), v.number(), v.number()]) }),
                  counter: v.object({ bytes: v.number() }),
                }),
              }),
            ),
          ),
        }),
      ),
    }),
  ),
});

/** Which packets of the loopback count: those that leave the ports of these processes, or one port. */
export type WireSource =
  | { readonly protocol: 'udp'; readonly processes: readonly number[] }
  | { readonly protocol: 'tcp'; readonly port: number };

/** Counts what goes over the computer's own network, by a table of the kernel's packet filter that counts and lets all pass. */
export class WireCounter {
  readonly #table: string;
  readonly #removeAtExit: () => void;

  private constructor(table: string) {
    this.#table = table;
    this.#removeAtExit = () => this.#remove();
    process.once('exit', this.#removeAtExit);
  }

  /** Null where there is no nft or no right to use it. */
  static open(): WireCounter | null {
    const table = `${tablePrefix}${process.pid}`;
    const rules = `table inet ${table} {
      set flows { type inet_proto . inet_service . inet_service; size 65535; flags dynamic; counter; }
      chain arriving {
        type filter hook input priority 0; policy accept;
        iifname "lo" meta l4proto { tcp, udp } update @flows { meta l4proto . th sport . th dport counter }
      }
    }\n`;
    try {
      removeLeftOvers();
      execFileSync('nft', ['-f', '-'], { input: rules, stdio: ['pipe', 'ignore', 'ignore'] });
      return new WireCounter(table);
    } catch {
      return null;
    }
  }

  /** Bytes that came from there so far, with all headers. */
  bytesFrom(source: WireSource): number {
    const ports = source.protocol === 'tcp' ? new Set([source.port]) : udpPortsOf(processTree(source.processes));
    const output = execFileSync('nft', ['-j', 'list', 'set', 'inet', this.#table, 'flows'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const flows = v.parse(setSchema, JSON.parse(output)).nftables.flatMap(({ set }) => set?.elem ?? []);
    return flows.reduce((sum, { elem }) => {
      const [protocol, from] = elem.val.concat;
      return sum + (protocol === source.protocol && ports.has(from) ? elem.counter.bytes : 0);
    }, 0);
  }

  close(): void {
    process.off('exit', this.#removeAtExit);
    this.#remove();
  }

  #remove(): void {
    removeTable(this.#table);
  }
}

/** Of runs that were killed. */
function removeLeftOvers(): void {
  const tables = execFileSync('nft', ['list', 'tables'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  for (const [, pid = ''] of tables.matchAll(new RegExp(`^table inet ${tablePrefix}(\\d+)$`, 'gm'))) {
    if (!isAlive(Number(pid))) removeTable(`${tablePrefix}${pid}`);
  }
}

function removeTable(table: string): void {
  try {
    execFileSync('nft', ['delete', 'table', 'inet', table], { stdio: 'ignore' });
  } catch {
    // Somebody else removed it: it is gone, which is all that is wanted.
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The local ports of all UDP sockets that these processes hold. */
function udpPortsOf(pids: readonly number[]): ReadonlySet<number> {
  const held = new Set(pids.flatMap(socketsOf));
  const ports = new Set<number>();
  for (const file of ['/proc/net/udp', '/proc/net/udp6']) {
    for (const line of (readProc(file) ?? '').split('\n').slice(1)) {
      const fields = line.trim().split(/\s+/);
      const port = /:([0-9A-F]{4})$/.exec(fields[1] ?? '')?.[1];
      if (port !== undefined && held.has(fields[9] ?? '')) ports.add(Number.parseInt(port, 16));
    }
  }
  return ports;
}

/** Inode numbers of a process's sockets. */
function socketsOf(pid: number): readonly string[] {
  return listProc(`/proc/${pid}/fd`).flatMap((name) => {
    const inode = /^socket:\[(\d+)\]$/.exec(linkProc(`/proc/${pid}/fd/${name}`) ?? '')?.[1];
    return inode === undefined ? [] : [inode];
  });
}
