import { describe, expect, it } from 'vitest';
import { findBrowser } from './find-browser.ts';

function search(platform: NodeJS.Platform, environment: Record<string, string>, ...installed: string[]) {
  return findBrowser({ platform, environment, exists: (path) => installed.includes(path) });
}

describe('findBrowser', () => {
  it('finds Chrome before Edge on Windows, also in the user’s own folder', () => {
    const environment = { PROGRAMFILES: 'C:\\Program Files', LOCALAPPDATA: 'C:\\Users\\a\\AppData\\Local' };
    const edge = 'C:\\Program Files\\Microsoft\\Edge\\Application\\msedge.exe';
    const chrome = 'C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\Application\\chrome.exe';
    expect(search('win32', environment, edge, chrome)).toBe(chrome);
    expect(search('win32', environment, edge)).toBe(edge);
  });

  it('finds an application on a Mac, also in the home folder', () => {
    const edge = '/Users/a/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge';
    expect(search('darwin', { HOME: '/Users/a' }, edge)).toBe(edge);
  });

  it('finds a program on the search path on Linux', () => {
    expect(search('linux', { PATH: '/opt/bin:/usr/bin' }, '/usr/bin/chromium')).toBe('/usr/bin/chromium');
    expect(search('linux', { PATH: '' }, '/snap/bin/chromium')).toBe('/snap/bin/chromium');
  });

  it('does not take a browser from the current folder', () => {
    expect(search('linux', { PATH: '.::bin' }, 'chromium', './chromium', 'bin/chromium')).toBeNull();
  });

  it('takes the browser that was named, or none', () => {
    expect(search('linux', { HANDRAIL_BROWSER: '/opt/b' }, '/opt/b', '/usr/bin/chromium')).toBe('/opt/b');
    expect(search('linux', { HANDRAIL_BROWSER: '/opt/missing' }, '/usr/bin/chromium')).toBeNull();
  });

  it('says so when there is none', () => {
    expect(search('win32', {})).toBeNull();
    expect(search('linux', { PATH: '/usr/bin' })).toBeNull();
  });
});
