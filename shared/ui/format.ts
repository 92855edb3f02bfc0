import { formatByteCount, formatByteRate } from '#shared/std/messages/byte-count.ts';

/** Numbers, sizes and times as the reader's locale writes them. */
export type Formats = {
  /** `14:05` */
  readonly time: (atMs: number) => string;
  /** `14:05:09`, for logs. */
  readonly timeWithSeconds: (atMs: number) => string;
  readonly dateTime: (atMs: number) => string;
  /** `12.3 MB` */
  readonly bytes: (count: number) => string;
  /** `3.2 MB/s` */
  readonly bytesPerSecond: (rate: number) => string;
  /** A running counter: `0:07`, `12:30`, `1:02:03`. */
  readonly timer: (durationMs: number) => string;
  /** A length of time in words: `40 sec`, `5 min`, `1 hr 20 min`. */
  readonly duration: (durationMs: number) => string;
  readonly number: (value: number) => string;
};

export function formatsFor(locale: string): Formats {
  const time = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' });
  const timeWithSeconds = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', second: '2-digit' });
  const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const plain = new Intl.NumberFormat(locale);
  const inUnit = (value: number, unit: string): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  return {
    time: (atMs) => time.format(atMs),
    timeWithSeconds: (atMs) => timeWithSeconds.format(atMs),
    dateTime: (atMs) => dateTime.format(atMs),
    bytes: (count) => formatByteCount(locale, count),
    bytesPerSecond: (rate) => formatByteRate(locale, rate),
    timer,
    duration: (durationMs) =>
      durationParts(durationMs)
        .map(([value, unit]) => inUnit(value, unit))
        .join(' '),
    number: (value) => plain.format(value),
  };
}

function timer(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000));
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Never more exact than a person cares for: seconds below a minute, then minutes, then hours and minutes. */
function durationParts(durationMs: number): readonly (readonly [number, string])[] {
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  if (seconds < 60) return [[seconds, 'second']];
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return [[minutes, 'minute']];
  const rest = minutes % 60;
  const hours = [Math.floor(minutes / 60), 'hour'] as const;
  return rest === 0 ? [hours] : [hours, [rest, 'minute']];
}
