import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../shared/ui/tokens.css', import.meta.url), 'utf8');
const darkStart = css.indexOf('@media (prefers-color-scheme: dark)');
const light = colours(css.slice(0, darkStart));
const dark = new Map([...light, ...colours(css.slice(darkStart))]);

/** Text on what it stands on: 4.5 to 1 (WCAG 1.4.3). */
const textPairs: readonly (readonly [string, string])[] = [
  ...['canvas', 'surface', 'sunken', 'hover'].flatMap((back): [string, string][] => [
    ['text', back],
    ['text-muted', back],
    ['accent-text', back],
    ['danger-text', back],
  ]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger'],
  ['on-danger', 'danger-hover'],
  ['accent-text', 'accent-soft'],
  ['danger-text', 'danger-soft'],
  ['warning-text', 'warning-soft'],
  ['success-text', 'success-soft'],
  ['warning-text', 'surface'],
  ['success-text', 'surface'],
  ['text', 'accent-soft'],
  ['text-muted', 'accent-soft'],
  ['text', 'danger-soft'],
  ['text', 'warning-soft'],
  ['on-stage', 'stage'],
  ['on-stage-muted', 'stage'],
  ['on-stage', 'stage-raised'],
  ['on-stage-muted', 'stage-raised'],
  ['stage-alert', 'stage'],
];

/** Edges, focus rings and marks beside what they stand on: 3 to 1 (WCAG 1.4.11). */
const edgePairs = ['canvas', 'surface', 'sunken'].flatMap((back): [string, string][] => [
  ['border-strong', back],
  ['focus', back],
  ['accent', back],
  ['danger', back],
]);

describe.each([
  ['light', light],
  ['dark', dark],
])('%s colours', (_scheme, tokens) => {
  it.each(textPairs)('%s on %s can be read', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edgePairs)('%s stands out from %s', (front, back) => {
    expect(contrast(tokens, front, back)).toBeGreaterThanOrEqual(3);
  });
});

function colours(text: string): Map<string, string> {
  return new Map(
    [...text.matchAll(/--color-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name ?? '', hex ?? '']),
  );
}

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05). */
function contrast(tokens: ReadonlyMap<string, string>, front: string, back: string): number {
  const [lighter = 0, darker = 0] = [luminance(tokens, front), luminance(tokens, back)].toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(tokens: ReadonlyMap<string, string>, name: string): number {
  const hex = tokens.get(name);
  if (hex === undefined) throw new Error(`no colour named ${name}`);
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
