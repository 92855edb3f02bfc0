import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { createJsonLogger } from './json-logger.ts';

function collect(level: Parameters<typeof createJsonLogger>[1]) {
  const lines: string[] = [];
  const logger = createJsonLogger({ write: (line) => lines.push(line) }, level, new FakeClock());
  return { lines, logger };
}

describe('createJsonLogger', () => {
  it('writes one line for each event, with time, level and fields', () => {
    const { lines, logger } = collect('debug');
    logger.info('relay/started', { port: 8443 });
    expect(lines).toEqual(['{"time":"2023-11-14T22:13:20.000Z","level":"info","event":"relay/started","port":8443}\n']);
  });

  it('leaves out what is below its level', () => {
    const { lines, logger } = collect('warn');
    logger.debug('a');
    logger.info('b');
    logger.warn('c');
    logger.error('d');
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['c', 'd']);
  });

  it('keeps a value with line breaks on its own line', () => {
    const { lines, logger } = collect('info');
    logger.info('join', { reason: 'no\n{"event":"forged"}' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.trimEnd()).not.toContain('\n');
  });

  it('cuts long values and lets no field hide the event', () => {
    const { lines, logger } = collect('info');
    logger.info('join', { event: 'other', text: 'x'.repeat(5_000) });
    const line = JSON.parse(lines[0] ?? '');
    expect(line.event).toBe('join');
    expect(line.text).toHaveLength(501);
  });
});
