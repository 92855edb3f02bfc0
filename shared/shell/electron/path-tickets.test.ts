import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { maxOpenTickets, ticketTtlMs } from '../shell-limits.ts';
import { PathTickets } from './path-tickets.ts';

const ticket = 'ab'.repeat(16);
let folder: string;
let clock: FakeClock;
let tickets: PathTickets;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'handrail-tickets-'));
  writeFileSync(join(folder, 'a.txt'), 'hello there');
  clock = new FakeClock();
  tickets = new PathTickets(clock);
});

afterEach(() => {
  tickets.dispose();
  rmSync(folder, { recursive: true, force: true });
});

async function collect(chunks: AsyncIterable<Uint8Array> | readonly Uint8Array[]): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString();
}

describe('PathTickets', () => {
  it('opens the file behind a ticket, once, from any offset', async () => {
    tickets.offer(ticket, join(folder, 'a.txt'));
    const source = tickets.take(ticket);
    expect(source).toMatchObject({ name: 'a.txt', sizeBytes: 11 });
    expect(await collect(source?.read(0) ?? [])).toBe('hello there');
    expect(await collect(source?.read(6) ?? [])).toBe('there');
    expect(tickets.take(ticket)).toBeNull();
    source?.close();
    source?.close();
    await expect(collect(source?.read(0) ?? [])).rejects.toThrow('closed');
  });

  it('forgets a ticket after a minute', () => {
    tickets.offer(ticket, join(folder, 'a.txt'));
    clock.advance(ticketTtlMs);
    expect(tickets.take(ticket)).toBeNull();
    expect(clock.timerCount).toBe(0);
  });

  it('does not open a folder or what is gone', () => {
    tickets.offer(ticket, folder);
    expect(tickets.take(ticket)).toBeNull();
    tickets.offer(ticket, join(folder, 'gone.txt'));
    expect(tickets.take(ticket)).toBeNull();
  });

  it('does not wait for ever for a pipe', () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    tickets.offer(ticket, join(folder, 'pipe'));
    expect(tickets.take(ticket)).toBeNull();
  });

  it('tells a file that became shorter', async () => {
    tickets.offer(ticket, join(folder, 'a.txt'));
    const source = tickets.take(ticket);
    truncateSync(join(folder, 'a.txt'), 4);
    await expect(collect(source?.read(0) ?? [])).rejects.toThrow('shorter');
    source?.close();
  });

  it('takes neither a ticket twice nor offers without end', () => {
    expect(tickets.offer(ticket, 'x')).toBe(true);
    expect(tickets.offer(ticket, 'y')).toBe(false);
    for (let n = 1; n < maxOpenTickets; n++) tickets.offer(n.toString(16).padStart(32, '0'), 'x');
    expect(tickets.offer('f'.repeat(32), 'x')).toBe(false);
  });
});
