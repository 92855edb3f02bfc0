import type { Clock } from '#shared/std/core/clock.ts';
import type { LogFields, Logger } from '#shared/std/core/logger.ts';
import { systemClock } from './system-clock.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

/** Where lines go; `process.stderr` is one. */
export type LogStream = { write(line: string): unknown };

/** Longer values are cut: a log line names what happened, it does not carry content. */
const maxFieldCharacters = 500;

/**
 * Writes one JSON object a line: time, level, event, then the fields. `level` is the least that is written.
 * JSON escapes line breaks and control characters, so that no value can forge a second line.
 */
export function createJsonLogger(
  stream: LogStream,
  level: LogLevel,
  clock: Pick<Clock, 'wallMs'> = systemClock,
): Logger {
  const least = logLevels.indexOf(level);
  const writerFor = (name: LogLevel) => {
    if (logLevels.indexOf(name) < least) return () => {};
    return (event: string, fields: LogFields = {}): void => {
      const time = new Date(clock.wallMs()).toISOString();
      stream.write(`${JSON.stringify({ time, level: name, event, ...shorten(fields, ['time', 'level', 'event']) })}\n`);
    };
  };
  return {
    debug: writerFor('debug'),
    info: writerFor('info'),
    warn: writerFor('warn'),
    error: writerFor('error'),
  };
}

/** Cuts long values and drops fields whose names would hide the line's own. */
function shorten(fields: LogFields, reserved: readonly string[]): LogFields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => !reserved.includes(name))
      .map(([name, value]) => [
        name,
        typeof value === 'string' && value.length > maxFieldCharacters
          ? `${value.slice(0, maxFieldCharacters)}…`
          : value,
      ]),
  );
}
