import { describe, expect, it } from 'vitest';
import type { LogLine } from '#shared/std/view/session-parts.ts';
import { sessionFacts } from './session-facts.ts';

const line = (atMs: number, type: string, body: LogLine['body'] = {}): LogLine => ({
  index: 1,
  atMs,
  actor: 'technician',
  type,
  body,
});
const saved = (name: string, sizeBytes: number): LogLine['body'] => ({ of: 'camera', name, sizeBytes, sha256: 'ab' });

describe('what a session’s log says of it at the end', () => {
  it('is how long it lasted, from Start and not from the PIN', () => {
    const log = [line(1_000, 'session/created'), line(61_000, 'session/started'), line(181_000, 'session/ended')];
    expect(sessionFacts({ log }).lastedMs).toBe(120_000);
    expect(sessionFacts({ log: log.slice(0, 1) }).lastedMs).toBeNull();
  });

  it('is never less than nothing, though the clock was set back', () => {
    expect(sessionFacts({ log: [line(9_000, 'session/started'), line(5_000, 'session/ended')] }).lastedMs).toBe(0);
  });

  it('is each file that was saved', () => {
    const log = [line(1, 'picture/saved', saved('a.png', 700)), line(2, 'picture/saved', saved('b.mp4', 9_000))];
    expect(sessionFacts({ log }).saved).toEqual([
      { name: 'a.png', sizeBytes: 700 },
      { name: 'b.mp4', sizeBytes: 9_000 },
    ]);
  });
});
