const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size for people, in steps of 1000 as file managers count: "1.2 MB". */
export function formatByteCount(locale: string, bytes: number): string {
  return inLargestUnit(locale, bytes, '');
}

/** A speed for people: "1.2 MB/s". */
export function formatByteRate(locale: string, bytesPerSecond: number): string {
  return inLargestUnit(locale, bytesPerSecond, '-per-second');
}

function inLargestUnit(locale: string, amount: number, suffix: '' | '-per-second'): string {
  let step = 0;
  let value = amount;
  // 999.95 would be shown as 1,000 of the smaller unit.
  while (value >= 999.95 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: `${units[step] ?? 'byte'}${suffix}`,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(value);
}
