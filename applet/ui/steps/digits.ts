/** Groups that people read digits in: 123 456, or 1234 5678. */
export function groupDigits(digits: string): string {
  const size = digits.length > 6 ? 4 : 3;
  return digits.length <= size ? digits : `${digits.slice(0, size)} ${digits.slice(size)}`;
}

/** The digits of whatever was typed or pasted, with spaces, dashes and dots between them, and no more than `max`. */
export function digitsOf(text: string, max: number): string {
  return text.normalize('NFKC').replaceAll(/\D/g, '').slice(0, max);
}

/** Where the caret belongs in the grouped text: behind as many digits as it stood behind in the typed one. */
export function caretAfter(grouped: string, digitsBefore: number): number {
  let seen = 0;
  for (let index = 0; index < grouped.length; index += 1) {
    if (seen === digitsBefore) return index;
    if (grouped[index] !== ' ') seen += 1;
  }
  return grouped.length;
}
