import { describe, expect, it } from 'vitest';
import { TwoLogs } from '../testing/two-logs.ts';
import { readLogJsonl, writeLogJsonl } from './log-jsonl.ts';

const logs = new TwoLogs();
logs.connect();
logs.chat('„Grüße“ 🙂\n\u0000 "quoted" \\ back');
logs.end();
const log = logs.technicianExport();
const text = writeLogJsonl(log);

describe('JSONL', () => {
  it('LOG2 keeps everything, also through Windows line ends and a cut last line end', () => {
    for (const form of [text, text.replaceAll('\n', '\r\n'), text.trimEnd()]) {
      expect(readLogJsonl(form)).toEqual({ ok: true, value: log });
    }
  });

  it('LOG2 keeps a log of no rows, and one before any handshake', () => {
    const empty = { ...log, peerPublicKey: null, certificate: null, rows: [], checkpoints: [], peerCheckpoints: [] };
    expect(readLogJsonl(writeLogJsonl(empty))).toEqual({ ok: true, value: empty });
  });

  it('LOG2 writes bytes of SQLite like any other', () => {
    const stored = { ...log, publicKey: Buffer.from(log.publicKey) };
    expect(writeLogJsonl(stored)).toBe(text);
  });

  const lines = text.trimEnd().split('\n');
  const changed = (line: number, change: (source: string) => string): string =>
    lines.map((source, at) => (at === line ? change(source) : source)).join('\n');

  it.each([
    ['nothing', '', 'notALog', 1],
    ['another format', changed(0, (line) => line.replace('handrail-log/1', 'handrail-log/2')), 'notALog', 1],
    ['a list', '[]', 'notALog', 1],
    [
      'a header that claims more rows than there are',
      changed(0, (line) => line.replace('"rows":3', '"rows":1e9')),
      'notALog',
      1,
    ],
    ['a cut file', lines.slice(0, -1).join('\n'), 'incomplete', lines.length - 1],
    ['a line too many', `${text}{}\n`, 'incomplete', lines.length + 1],
    ['a repeated key', changed(2, (line) => line.replace('{', '{"t":"row",')), 'notALog', 3],
    ['an unknown key', changed(2, (line) => line.replace('{', '{"x":1,')), 'notALog', 3],
    ['a number spelled otherwise', changed(2, (line) => line.replace('"index":2', '"index":2.0')), 'notALog', 3],
    ['a letter spelled otherwise', changed(2, (line) => line.replace('🙂', String.raw`\ud83d\ude42`)), 'notALog', 3],
    ['half a character', changed(2, (line) => line.replace('🙂', String.raw`\ud83d`)), 'notALog', 3],
    ['base64 with stray bits', changed(0, (line) => line.replace(/("publicKey":".{42})./, '$1_')), 'notALog', 1],
    ['an unknown actor', changed(2, (line) => line.replace('"customer"', '"root"')), 'notALog', 3],
    [
      'rows and checkpoints mixed',
      [...lines.slice(0, 3), lines[4], lines[3], ...lines.slice(5)].join('\n'),
      'notALog',
      4,
    ],
  ])('LOG2 refuses %s', (_, source, code, line) => {
    expect(readLogJsonl(source)).toEqual({ ok: false, reason: { code, line } });
  });
});
