import { describe, expect, it } from 'vitest';
import { breakLines } from './draw-words.ts';

const letters = (words: string): number => Array.from(words).length;

describe('lines of a text on a picture', () => {
  it('break between words, and keep them all', () => {
    expect(breakLines('pull the grey cable out', letters, 10)).toEqual(['pull the', 'grey cable', 'out']);
  });

  it('break a word that is too long by itself, without tearing a character', () => {
    expect(breakLines('a 🔌🔌🔌🔌🔌🔌 b', letters, 4)).toEqual(['a 🔌🔌', '🔌🔌🔌🔌', 'b']);
  });

  it('are none of nothing', () => {
    expect(breakLines('  ', letters, 10)).toEqual([]);
  });
});
