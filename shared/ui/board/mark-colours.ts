import type { MarkColour } from '#shared/std/lens/board.ts';

export type MarkPaint = {
  readonly line: string;
  /** About the line, so that it is seen on a picture of its own colour. */
  readonly outline: string;
};

const light = '#ffffff';
const dark = '#101418';

/** Strong enough for a phone in the sun; each with the outline that it stands out from most. */
export const markPaints: Readonly<Record<MarkColour, MarkPaint>> = {
  red: { line: '#d8152a', outline: light },
  yellow: { line: '#ffd60a', outline: dark },
  green: { line: '#22c55e', outline: dark },
  blue: { line: '#1559e6', outline: light },
  white: { line: '#ffffff', outline: dark },
  black: { line: '#101418', outline: light },
};
