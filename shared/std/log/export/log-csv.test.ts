import { describe, expect, it } from 'vitest';
import { TwoLogs } from '../testing/two-logs.ts';
import { csvField } from './csv-field.ts';
import { writeLogCsv } from './log-csv.ts';

describe('a CSV field', () => {
  it.each([
    ['plain', '"plain"'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\r\nlines\nand\rmore\u2028here', '"two lines and more here"'],
    ['\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007 \u009b2Jgone', '"red link gone"'],
    ['bell\u0007 null\u0000 \u202eright-to-left\u202c zero\u200bwidth', '"bell null right-to-left zerowidth"'],
    ['family 👨‍👩‍👧', '"family 👨‍👩‍👧"'],
    ['\ud800', '"\ufffd"'],
  ])('LOG1 %j is quoted, on one line, without controls', (text, field) => {
    expect(csvField(text)).toBe(field);
  });

  it.each(['=', '+', '-', '@', '\uff1d', '\uff0b', '\uff0d', '\uff20'])(
    'LOG1 a formula after %s is only text',
    (start) => {
      expect(csvField(`${start}HYPERLINK("x")`)).toBe(`"'${start}HYPERLINK(""x"")"`);
      for (const hidden of [' ', '\t', '\r', '\n', '\0', '\u200b', '\u001b[0m', '\ufeff']) {
        expect(csvField(`${hidden}${start}1`)).toMatch(/^"'/);
      }
      // A spreadsheet that splits at semicolons sees a new cell here.
      expect(csvField(`x;${start}1;" ${start}2`)).toBe(`"x;'${start}1;"" '${start}2"`);
    },
  );

  it.each(['\t', '\r', '\0'])('LOG1 text that starts with the control %j is marked', (start) => {
    expect(csvField(`${start}x`)).toMatch(/^"'/);
  });
});

describe('a CSV export', () => {
  it('LOG1 has one record a row, with the sentence, and no text where it was erased', () => {
    const logs = new TwoLogs();
    logs.chat('Hello, "Anna"\n=1+1');
    logs.chat('gone');
    const log = logs.technicianExport();
    const rows = log.rows.map((row) => (row.index === 2 ? { ...row, body: null, salt: null } : row));
    const csv = writeLogCsv({ ...log, rows }, ({ actor, type, body }) => `${actor} ${type} ${String(body?.['text'])}`);
    const [header, first, second, end] = csv.split('\r\n');
    expect(header).toBe('\ufeff"row","time","actor","event","sentence","parameters","hash"');
    expect(first).toMatch(
      /^"1","2023-11-14T22:13:20\.250Z","customer","chat\/message","customer chat\/message Hello, ""Anna"" =1\+1",/,
    );
    expect(second).toMatch(/^"2",.*"customer chat\/message undefined","","[0-9a-f]{64}"$/);
    expect(end).toBe('');
  });

  it('LOG1 survives a foreign body and a time that no calendar holds', () => {
    const logs = new TwoLogs();
    logs.chat('x');
    const log = logs.technicianExport();
    const rows = log.rows.map((row) => ({ ...row, body: '[1]', wallMs: Number.MAX_SAFE_INTEGER }));
    const csv = writeLogCsv({ ...log, rows }, ({ body }) => JSON.stringify(body));
    expect(csv).toContain(`"1","${Number.MAX_SAFE_INTEGER}","customer","chat/message","{}","[1]"`);
  });
});
