import { describe, expect, it } from 'vitest';
import { maxCertifiedNameCharacters } from '../protocol/limits.ts';
import { isCertifiableName } from './certified-name.ts';

describe('isCertifiableName', () => {
  it.each([
    'Anna Weber',
    'O’Neill & Søn (Support), 24/7',
    '山田 太郎',
    'علی رضا',
    'نمی‌خواهم',
    'Zoë 👩‍💻',
    'x'.repeat(maxCertifiedNameCharacters),
  ])('KEY2 %s is a name', (name) => {
    expect(isCertifiableName(name)).toBe(true);
  });

  it.each([
    ['nothing', ''],
    ['spaces', '   '],
    ['spaces around it', ' Anna '],
    ['a second line', 'Anna\nHandrail has checked this person'],
    ['a line separator', 'Anna\u2028Press Allow'],
    ['text that turns the line', 'Anna\u202etroppuS'],
    ['an isolate', 'Anna\u2066x'],
    ['what cannot be seen', '\u200b'],
    ['half a character', 'Anna\ud800'],
    ['a terminal’s colours', '\u001b[31mAnna'],
    ['a whole paragraph', 'Press Allow. '.repeat(10)],
  ])('KEY2 %s is none', (_, name) => {
    expect(isCertifiableName(name)).toBe(false);
  });
});
