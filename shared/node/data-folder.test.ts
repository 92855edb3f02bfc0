import { describe, expect, it } from 'vitest';
import { dataFolder } from './data-folder.ts';

const folderOn = (platform: NodeJS.Platform, environment: Record<string, string> = {}): string =>
  dataFolder({ platform, environment, homeFolder: platform === 'win32' ? String.raw`C:\Users\anna` : '/home/anna' });

describe('the data folder', () => {
  it('is where each system keeps what belongs to one user on one computer', () => {
    expect(folderOn('linux')).toBe('/home/anna/.local/share/handrail');
    expect(folderOn('darwin')).toBe('/home/anna/Library/Application Support/Handrail');
    expect(folderOn('win32')).toBe(String.raw`C:\Users\anna\AppData\Local\Handrail`);
    expect(folderOn('win32', { LOCALAPPDATA: String.raw`D:\Local` })).toBe(String.raw`D:\Local\Handrail`);
  });

  it('follows XDG_DATA_HOME unless that is relative', () => {
    expect(folderOn('linux', { XDG_DATA_HOME: '/data' })).toBe('/data/handrail');
    expect(folderOn('linux', { XDG_DATA_HOME: 'data' })).toBe('/home/anna/.local/share/handrail');
  });

  it('is HANDRAIL_DATA where that is given, and an empty one counts as not given', () => {
    expect(folderOn('darwin', { HANDRAIL_DATA: '/srv/handrail' })).toBe('/srv/handrail');
    expect(folderOn('linux', { HANDRAIL_DATA: '' })).toBe('/home/anna/.local/share/handrail');
  });
});
