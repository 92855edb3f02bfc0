import { describe, expect, it } from 'vitest';
import { revealCommand } from './reveal-file.ts';

describe('revealCommand', () => {
  it('selects the file on Windows, spaces and all', () => {
    expect(revealCommand('win32', 'C:\\My Files\\a b.txt')).toEqual([
      'explorer.exe',
      ['/select,"C:\\My Files\\a b.txt"'],
    ]);
  });

  it('selects the file on a Mac', () => {
    expect(revealCommand('darwin', '/a/b.txt')).toEqual(['open', ['-R', '/a/b.txt']]);
  });

  it('names one file on Linux, whatever its name holds', () => {
    const [program, line] = revealCommand('linux', "/a/one,two' three.txt");
    expect(program).toBe('dbus-send');
    expect(line.at(-2)).toBe("array:string:file:///a/one%2Ctwo'%20three.txt");
  });
});
