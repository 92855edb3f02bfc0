import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCookie } from './x11-authority.ts';

const field = (text: string): Buffer => Buffer.concat([Buffer.from([0, text.length]), Buffer.from(text)]);
const entry = (family: number, address: string, number: string, name: string, data: string): Buffer =>
  Buffer.concat([Buffer.from([family >> 8, family & 0xff]), ...[address, number, name, data].map(field)]);
const mit = 'MIT-MAGIC-COOKIE-1';

describe('Xauthority', () => {
  it('finds the cookie of this computer and display among others', () => {
    const file = Buffer.concat([
      entry(256, 'other', '1', mit, 'wrong host'),
      entry(256, 'here', '2', mit, 'wrong display'),
      entry(256, 'here', '1', 'XDM-AUTHORIZATION-1', 'wrong kind'),
      entry(256, 'here', '1', mit, 'right'),
    ]);
    expect(findCookie(file, 1, 'here')?.data.toString()).toBe('right');
    expect(findCookie(file, 3, 'here')).toBeNull();
  });

  it('takes an entry for every host and display', () => {
    expect(findCookie(entry(65535, '', '', mit, 'any'), 42, 'here')?.data.toString()).toBe('any');
  });

  it('any bytes are no entry rather than an error', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        findCookie(Buffer.from(bytes), 0, 'here');
      }),
    );
  });
});
