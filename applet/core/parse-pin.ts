import { pinDigits, pinDigitsUnderAttack } from '#shared/std/protocol/limits.ts';

/** A PIN as people type it, with spaces or dashes anywhere, to its digits; null if it cannot be one. */
export function parsePin(typed: string): string | null {
  const digits = typed.replaceAll(/[\s\-–—.]/g, '');
  if (!/^\d+$/.test(digits)) return null;
  return digits.length === pinDigits || digits.length === pinDigitsUnderAttack ? digits : null;
}
