import { describe, expect, it } from 'vitest';
import { addressKey, clientAddress } from './address-key.ts';

describe('addressKey', () => {
  it('PIN4 takes each IPv4 address for itself, however it is written', () => {
    expect(addressKey('192.0.2.7')).toBe('192.0.2.7');
    expect(addressKey('::ffff:192.0.2.7')).toBe('192.0.2.7');
    expect(addressKey('::FFFF:192.0.2.8')).not.toBe(addressKey('192.0.2.7'));
  });

  it('PIN4 takes an IPv6 /64 for one place, however it is written', () => {
    const one = addressKey('2001:db8:1:2::1');
    expect(one).toBe('2001:db8:1:2::/64');
    expect(addressKey('2001:0db8:0001:0002:ffff:ffff:ffff:ffff')).toBe(one);
    expect(addressKey('2001:DB8:1:2:a::192.0.2.1')).toBe(one);
    expect(addressKey('2001:db8:1:3::1')).not.toBe(one);
    expect(addressKey('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
    expect(addressKey('::1')).toBe('0:0:0:0::/64');
    expect(addressKey('1::2')).toBe('1:0:0:0::/64');
  });

  it('keeps what is no address in one place', () => {
    expect(addressKey('')).toBe('unknown');
    expect(addressKey('<script>')).toBe('unknown');
  });
});

describe('clientAddress', () => {
  it('believes X-Forwarded-For only behind a trusted proxy, and then only the proxy', () => {
    expect(clientAddress('10.0.0.1', '192.0.2.1', false)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', 'spoofed, 192.0.2.9, 192.0.2.1', true)).toBe('192.0.2.1');
    expect(clientAddress('10.0.0.1', undefined, true)).toBe('10.0.0.1');
    expect(clientAddress('10.0.0.1', '192.0.2.1, nonsense', true)).toBe('10.0.0.1');
  });
});
