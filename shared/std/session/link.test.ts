import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../crypto/bytes.ts';
import { formatLink, parseLinkFragment } from './link.ts';

const session = toBase64Url(new Uint8Array(16).fill(1));
const secret = new Uint8Array(32).fill(2);
const deviceFingerprint = new Uint8Array(32).fill(3);
const url = formatLink('https://help.example.org/', { session, secret, deviceFingerprint });

describe('link', () => {
  it('PIN5 secret and fingerprint travel behind the #, which no server is sent', () => {
    const [sent, fragment] = url.split('#');
    expect(sent).toBe('https://help.example.org/j');
    expect(parseLinkFragment(fragment ?? '')).toEqual({ session, secret, deviceFingerprint });
    expect(parseLinkFragment(`#${fragment}`)).toEqual({ session, secret, deviceFingerprint });
  });

  it('PIN5 a link that lost a piece, gained one or was altered in form is none', () => {
    const fragment = url.split('#')[1] ?? '';
    for (let length = 0; length < fragment.length; length += 1) {
      expect(parseLinkFragment(fragment.slice(0, length)), `length ${length}`).toBeNull();
    }
    const [version, ...rest] = fragment.split('.');
    expect(version).toBe('1');
    for (const wrong of [
      ['2', ...rest],
      ['1', ...rest, 'x'],
      ['1', ...rest.toReversed()],
      ['1', rest[0], rest[1], `${rest[2]}=`],
      ['1', rest[0], ` ${rest[1]}`, rest[2]],
      ['1', rest[1], rest[1], rest[2]],
    ]) {
      expect(parseLinkFragment(wrong.join('.'))).toBeNull();
    }
  });

  it('PIN5 no text makes reading throw', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseLinkFragment(text)).toBeNull();
      }),
    );
  });
});
