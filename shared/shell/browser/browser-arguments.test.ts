import { describe, expect, it } from 'vitest';
import { browserArguments, readExtraArguments } from './browser-arguments.ts';

const window = {
  startUrl: 'file:///data/start.html',
  profileFolder: '/data/profile',
  rootOnLinux: false,
  drawsAtOnce: false,
  extra: ['--remote-debugging-port=0'],
};

describe('browserArguments', () => {
  it('opens one app window on a profile of its own', () => {
    const line = browserArguments(window);
    expect(line).toContain('--app=file:///data/start.html');
    expect(line).toContain('--user-data-dir=/data/profile');
    expect(line.at(-1)).toBe('--remote-debugging-port=0');
  });

  it('says no size: it would be that of the small bar too', () => {
    expect(browserArguments(window).join(' ')).not.toContain('--window-size');
  });

  it('keeps the sandbox, except as root on Linux, where the browser would not start', () => {
    expect(browserArguments(window)).not.toContain('--no-sandbox');
    expect(browserArguments({ ...window, rootOnLinux: true })).toContain('--no-sandbox');
  });

  it('takes the beat out of drawing for a page that shows a screen, and for no other', () => {
    const drawsAtOnce = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
    expect(browserArguments({ ...window, drawsAtOnce: true })).toEqual(expect.arrayContaining(drawsAtOnce));
    expect(browserArguments(window).filter((word) => drawsAtOnce.includes(word))).toEqual([]);
  });
});

describe('readExtraArguments', () => {
  it('reads an array of strings', () => {
    expect(readExtraArguments({})).toEqual([]);
    expect(readExtraArguments({ HANDRAIL_BROWSER_ARGUMENTS: '["--a=b c"]' })).toEqual(['--a=b c']);
  });

  it('refuses anything else with a clear error', () => {
    expect(() => readExtraArguments({ HANDRAIL_BROWSER_ARGUMENTS: '--a' })).toThrow('not JSON');
    expect(() => readExtraArguments({ HANDRAIL_BROWSER_ARGUMENTS: '{"a":1}' })).toThrow('not an array');
  });
});
