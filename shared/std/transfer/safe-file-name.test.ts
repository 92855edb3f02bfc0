import { posix, win32 } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxFileNameBytes } from '../protocol/limits.ts';
import { safeFileName } from './safe-file-name.ts';
import { hostileFileNames } from './testing/hostile-file-names.ts';

/** Written without a look at the code: what Windows documents as devices, and what no person can see. */
const device = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)/i;
const invisible: readonly (readonly [number, number])[] = [
  [0x00, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x180b, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
];

function hasInvisible(name: string): boolean {
  const points = Array.from(name, (character) => character.codePointAt(0) ?? 0);
  return points.some((point) => invisible.some(([first, last]) => point >= first && point <= last));
}

function faultsOf(name: string): string[] {
  const faults: Record<string, boolean> = {
    empty: name === '',
    separator: /[/\\]/.test(name),
    'not its own POSIX base name': posix.basename(name) !== name,
    'not its own Windows base name': win32.basename(name) !== name,
    'leaves the folder': posix.dirname(posix.resolve('/drop', name)) !== '/drop',
    'leaves the folder on Windows': win32.dirname(win32.resolve('C:\\drop', name)) !== 'C:\\drop',
    'dots only': /^\.+$/.test(name),
    hidden: name.startsWith('.'),
    'trailing dot or space': /[. ]$/.test(name),
    'leading space': name.startsWith(' '),
    'forbidden on Windows': /[<>:"|?*]/.test(name),
    device: device.test(name),
    invisible: hasInvisible(name),
    'lone surrogate': !name.isWellFormed(),
    'not NFC': name.normalize('NFC') !== name,
    'too long': Buffer.byteLength(name) > maxFileNameBytes,
  };
  return Object.keys(faults).filter((fault) => faults[fault]);
}

describe('FT2 a received name cannot escape the folder', () => {
  it('FT2 the corpus is large enough to mean something', () => {
    expect(new Set(hostileFileNames).size).toBe(hostileFileNames.length);
    expect(hostileFileNames.length).toBeGreaterThanOrEqual(150);
  });

  it('FT2 every hostile name becomes a plain one', () => {
    const left = hostileFileNames.map((name) => ({ name, faults: faultsOf(safeFileName(name)) }));
    expect(left.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  it('FT2 any text at all becomes a plain name, and stays as it is the second time', () => {
    const nasty = fc.constantFrom(
      ...hostileFileNames,
      '/',
      '\\',
      '.',
      ' ',
      ':',
      '\u202e',
      '\u0301',
      'CON',
      'nul',
      '.txt',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.string({ unit: 'grapheme', maxLength: 400 }),
      fc
        .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 6 })), { maxLength: 12 })
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (offered) => {
        const name = safeFileName(offered);
        expect(faultsOf(name)).toEqual([]);
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 3_000 },
    );
  });

  it('FT2 only the last part of a path is kept, by both rules', () => {
    expect(safeFileName('../../etc/passwd')).toBe('passwd');
    expect(safeFileName('..\\..\\windows\\win.ini')).toBe('win.ini');
    expect(safeFileName('/home/anna\\Desktop/a.txt')).toBe('a.txt');
    expect(safeFileName('C:win.ini')).toBe('win.ini');
    expect(safeFileName('folder/')).toBe('folder');
  });

  it('FT2 a device of Windows is only a name', () => {
    expect(safeFileName('CON')).toBe('_CON');
    expect(safeFileName('nul.tar.gz')).toBe('_nul.tar.gz');
    expect(safeFileName('COM\u00b9 .txt')).toBe('_COM\u00b9 .txt');
    expect(safeFileName('console.log')).toBe('console.log');
  });

  it('FT2 a stream of NTFS is part of the name', () => {
    expect(safeFileName('a.txt:evil')).toBe('a.txt_evil');
    expect(safeFileName('Meeting 10:30.txt')).toBe('Meeting 10_30.txt');
  });

  it('FT2 an extension cannot be hidden', () => {
    expect(safeFileName('invoice\u202efdp.exe')).toBe('invoicefdp.exe');
    expect(safeFileName(`report.pdf${' '.repeat(80)}.exe`)).toBe('report.pdf .exe');
    expect(safeFileName('a.png\0.exe')).toBe('a.png.exe');
    expect(safeFileName('setup.exe.')).toBe('setup.exe');
  });

  it('FT2 a long name is cut before its extension and between characters', () => {
    expect(safeFileName(`${'a'.repeat(1000)}.txt`)).toBe(`${'a'.repeat(maxFileNameBytes - '.txt'.length)}.txt`);
    // Four bytes each: a forty-ninth would have to be cut in two.
    expect(safeFileName(`a${'\u{1f600}'.repeat(256)}.png`)).toBe(`a${'\u{1f600}'.repeat(48)}.png`);
    // A letter of 2001 bytes that cannot be cut leaves nothing of itself.
    expect(safeFileName(`a${'\u0301'.repeat(1000)}.txt`)).toBe('file.txt');
  });

  it('FT2 what people really send stays as it is', () => {
    const names = [
      'report.pdf',
      'Übersicht – Q3 (final).xlsx',
      'año.txt',
      '日本語.docx',
      'a.tar.gz',
      'Rechnung Nr. 5 & 6.pdf',
      'x',
      'photo 😀.jpg',
    ];
    expect(names.map(safeFileName)).toEqual(names);
  });

  it('FT2 nothing left becomes "file"', () => {
    for (const name of ['', '.', '..', '/', '\u200b', ' . ', '\0']) expect(safeFileName(name)).toBe('file');
  });
});
