import { describe, expect, it } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { MovePacer } from './move-pacer.ts';

function open() {
  const clock = new FakeClock();
  const sent: number[] = [];
  const pacer = new MovePacer(clock, ({ x }) => sent.push(x));
  return { clock, sent, pacer, move: (x: number) => pacer.move({ x, y: 0 }) };
}

describe('pace of pointer moves', () => {
  it('the first after a pause leaves at once', () => {
    const { clock, sent, move } = open();
    move(1);
    expect(sent).toEqual([1]);
    clock.advance(1_000);
    move(2);
    expect(sent).toEqual([1, 2]);
  });

  it('of those that come too soon the newest leaves, in time and once', () => {
    const { clock, sent, move } = open();
    for (const x of [1, 2, 3]) move(x);
    clock.advance(14);
    expect(sent).toEqual([1]);
    clock.advance(1);
    expect(sent).toEqual([1, 3]);
    clock.advance(1_000);
    expect(sent).toEqual([1, 3]);
    expect(clock.timerCount).toBe(0);
  });

  it('a mouse that reports a thousand moves a second sends 67, and ends with the last', () => {
    const { clock, sent, move } = open();
    for (let x = 1; x <= 1_000; x += 1) {
      move(x);
      clock.advance(1);
    }
    clock.advance(15);
    expect(sent.length).toBeLessThanOrEqual(68);
    expect(sent.at(-1)).toBe(1_000);
  });

  it('what was dropped never leaves, and leaves no timer', () => {
    const { clock, sent, pacer, move } = open();
    move(1);
    move(2);
    pacer.drop();
    expect(clock.timerCount).toBe(0);
    clock.advance(1_000);
    expect(sent).toEqual([1]);
    move(3);
    expect(sent).toEqual([1, 3]);
  });
});
