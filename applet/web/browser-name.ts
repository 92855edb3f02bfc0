const known: readonly (readonly [RegExp, string])[] = [
  [/\bFirefox\/\d/, 'Firefox'],
  [/\bEdg\/\d/, 'Edge'],
  [/\b(?:Chrome|Chromium|CriOS)\/\d/, 'Chrome'],
  [/\bSafari\/\d/, 'Safari'],
];

/** The browser as the technician is told, from what it calls itself: a hint, never a decision. */
export function browserName(userAgent: string): string {
  return known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'browser';
}
