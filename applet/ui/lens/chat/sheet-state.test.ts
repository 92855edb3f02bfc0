import { describe, expect, it } from 'vitest';
import { settleSheet, stepSheet, type SheetState } from './sheet-state.ts';

const heights = { closed: 28, minimised: 192, extended: 500 };
const settle = (height: number, speed = 0): SheetState => settleSheet({ heights, height, speed });

describe('the chat sheet', () => {
  it('L10 goes up and down one rest at a time, and stops at either end', () => {
    expect(stepSheet('closed', 1)).toBe('minimised');
    expect(stepSheet('minimised', 1)).toBe('extended');
    expect(stepSheet('extended', 1)).toBe('extended');
    expect(stepSheet('extended', -1)).toBe('minimised');
    expect(stepSheet('closed', -1)).toBe('closed');
  });

  it('L10 rests where a slow finger leaves it, at what is nearest', () => {
    expect(settle(28)).toBe('closed');
    expect(settle(100)).toBe('closed');
    expect(settle(120)).toBe('minimised');
    expect(settle(330)).toBe('minimised');
    expect(settle(360)).toBe('extended');
  });

  it('L10 goes on in the direction of a swipe, however short it was', () => {
    expect(settle(40, 1)).toBe('minimised');
    expect(settle(200, 1)).toBe('extended');
    expect(settle(480, -1)).toBe('minimised');
    expect(settle(180, -1)).toBe('closed');
  });

  it('L10 ends a swipe that passes either end at that end', () => {
    expect(settle(700, 2)).toBe('extended');
    expect(settle(-40, -2)).toBe('closed');
  });

  it('takes a trembling finger for a slow one', () => {
    expect(settle(300, 0.1)).toBe('minimised');
    expect(settle(300, -0.1)).toBe('minimised');
  });
});
