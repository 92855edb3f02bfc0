const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** A size for people, in steps of 1000 as file managers count: "1.2 MB". */
export function formatByteCount(locale: string, bytes: number): string {
  let step = 0;
  let value = bytes;
  // 999.95 would be shown as 1,000 of the smaller unit.
  while (value >= 999.95 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1,
  }).format(value);
}
