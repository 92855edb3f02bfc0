import { describe, expect, it } from 'vitest';
import { caretAfter, digitsOf, groupDigits } from './digits.ts';

describe('digits as people type them', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['12.34.56', '123456'],
    ['１２３４５６', '123456'],
    ['PIN: 123 456, thanks', '123456'],
    ['123456789012', '12345678'],
    ['', ''],
  ])('%j gives %j', (typed, digits) => {
    expect(digitsOf(typed, 8)).toBe(digits);
  });

  it.each([
    ['', ''],
    ['123', '123'],
    ['1234', '123 4'],
    ['123456', '123 456'],
    ['1234567', '1234 567'],
    ['12345678', '1234 5678'],
  ])('%j is shown as %j', (digits, shown) => {
    expect(groupDigits(digits)).toBe(shown);
  });

  it('keeps the caret behind the digit that was typed', () => {
    expect(caretAfter('123 456', 6)).toBe(7);
    expect(caretAfter('123 456', 4)).toBe(5);
    expect(caretAfter('123 456', 3)).toBe(3);
    expect(caretAfter('123 456', 0)).toBe(0);
  });
});
