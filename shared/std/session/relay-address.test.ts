import { expect, it } from 'vitest';
import { parseRelayAddress } from './relay-address.ts';

it.each([
  ['https://help.example.org', 'wss://help.example.org/ws', 'help.example.org'],
  ['https://help.example.org/', 'wss://help.example.org/ws', 'help.example.org'],
  [' Help.Example.org ', 'wss://help.example.org/ws', 'help.example.org'],
  ['wss://help.example.org/ws', 'wss://help.example.org/ws', 'help.example.org'],
  ['https://help.example.org:443', 'wss://help.example.org/ws', 'help.example.org'],
  ['http://127.0.0.1:7420', 'ws://127.0.0.1:7420/ws', '127.0.0.1:7420'],
  ['http://127.0.0.1:80', 'ws://127.0.0.1/ws', '127.0.0.1'],
  ['https://[::1]:7420', 'wss://[::1]:7420/ws', '[::1]:7420'],
])('KEY3 %s is a relay', (text, socketUrl, host) => {
  expect(parseRelayAddress(text)).toEqual({ socketUrl, host });
});

it.each([
  '',
  'https://',
  'ftp://help.example.org',
  'https://help.example.org/path',
  'https://user@help.example.org',
  'https://help.example.org#x',
  'https://help.example.org?x',
  'help.example.org:70000',
  'help example org',
  'javascript:alert(1)',
  'https://help.example.org\nwss://evil.example',
])('KEY3 %j is not', (text) => {
  expect(parseRelayAddress(text)).toBeNull();
});
