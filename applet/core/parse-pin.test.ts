import { expect, it } from 'vitest';
import { parsePin } from './parse-pin.ts';

it.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['12 34 56', '123456'],
  ['123-456', '123456'],
  ['123–456', '123456'],
  ['1.2.3.4.5.6', '123456'],
  ['123\u00a0456', '123456'],
  ['000000', '000000'],
  ['1234 5678', '12345678'],
])('a PIN typed as %j is %s', (typed, pin) => {
  expect(parsePin(typed)).toBe(pin);
});

it.each([
  '',
  ' ',
  '12345',
  '1234567',
  '123456789',
  '12345a',
  '+123456',
  '１２３４５６',
  '123456\u0000',
  '12e456',
  '0x1234',
])('what is typed as %j is no PIN', (typed) => {
  expect(parsePin(typed)).toBeNull();
});
