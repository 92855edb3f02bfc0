import { describe, expect, it } from 'vitest';
import { connectionQuality } from './connection-quality.ts';
import { keyboardPlatform } from './keyboard-platform.ts';

describe('connection quality', () => {
  it('is a word for the round trip', () => {
    expect([20, 100, 101, 250, 251, null].map(connectionQuality)).toEqual([
      'good',
      'good',
      'fair',
      'fair',
      'poor',
      'unknown',
    ]);
  });
});

describe('keyboard platform', () => {
  it('is told from what the applet calls its system, though "darwin" contains "win"', () => {
    expect(['windows', 'win32', 'mac', 'darwin', 'linux', 'Android', null].map(keyboardPlatform)).toEqual([
      'windows',
      'windows',
      'mac',
      'mac',
      'linux',
      'other',
      'other',
    ]);
  });
});
