import { describe, expect, it } from 'vitest';
import {
  cursorBytesBurst,
  cursorBytesPerSecond,
  cursorRates,
  maxFramesInFlight,
  maxScreenMessageBytes,
  maxUndrawnScreenBytes,
} from '#shared/std/screen/screen-limits.ts';
import type { ScreenMessage } from '#shared/std/screen/screen-message.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { UndrawnFrames } from './undrawn-frames.ts';

type Piece = Extract<ScreenMessage, { kind: 'piece' }>;

function piece(sequence: number, change: Partial<Piece> = {}): Piece {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setUint32(0, sequence);
  return { kind: 'piece', lane: 0, first: true, last: true, bytes, ...change };
}

const place: ScreenMessage = { kind: 'cursorAt', lane: 0, at: { x: 1, y: 1 } };

describe('UndrawnFrames', () => {
  it('SL3 passes on what an honest sender has on the way, for as long as the window draws', () => {
    const undrawn = new UndrawnFrames(new FakeClock());
    for (let sequence = 0; sequence < 10_000; sequence += 1) {
      expect(undrawn.admit(piece(sequence), maxScreenMessageBytes)).toBe('pass');
      if (sequence >= maxFramesInFlight) expect(undrawn.drawn(0, sequence - maxFramesInFlight)).toBe(true);
    }
  });

  it('SL3 more frames than can be on the way are no honest side’s, in whatever pieces', () => {
    const undrawn = new UndrawnFrames(new FakeClock());
    let passed = 0;
    while (undrawn.admit(piece(passed), 12) === 'pass') passed += 1;
    expect(passed).toBe(2 * maxFramesInFlight);
  });

  it.each([
    ['one frame without an end', (index: number) => piece(0, { first: index === 0, last: false })],
    ['pieces of no frame', () => piece(0, { first: false, last: false })],
    ['frames that begin and never end', (index: number) => piece(index, { last: false, lane: index % 16 })],
    [
      'empty pieces',
      (index: number) => piece(0, { first: index === 0, last: false, ...(index > 0 && { bytes: new Uint8Array() }) }),
    ],
  ])('SL3 %s: ends before the window would hold more than its share', (_, make) => {
    const undrawn = new UndrawnFrames(new FakeClock());
    let messages = 0;
    let bytes = 0;
    for (;;) {
      const message = make(messages);
      if (undrawn.admit(message, 4 + message.bytes.length) !== 'pass') break;
      messages += 1;
      bytes += 4 + message.bytes.length;
    }
    expect(bytes).toBeLessThanOrEqual(maxUndrawnScreenBytes);
    expect(messages).toBeLessThan(100_000);
  });

  it('SL3 a frame too short to have a number is none', () => {
    const undrawn = new UndrawnFrames(new FakeClock());
    expect(undrawn.admit(piece(0, { bytes: new Uint8Array(3) }), 7)).toBe('broken');
  });

  it('SL3 only what was passed on whole can have been drawn, once', () => {
    const undrawn = new UndrawnFrames(new FakeClock());
    undrawn.admit(piece(5), 12);
    undrawn.admit(piece(6), 12);
    undrawn.admit(piece(7, { last: false }), 12);
    expect([undrawn.drawn(1, 5), undrawn.drawn(0, 4), undrawn.drawn(0, 7)]).toEqual([false, false, false]);
    expect([undrawn.drawn(0, 6), undrawn.drawn(0, 5), undrawn.drawn(0, 6)]).toEqual([true, false, false]);
    undrawn.admit(piece(7, { first: false }), 12);
    expect(undrawn.drawn(0, 7)).toBe(true);
  });

  it('SL4 a window that begins anew owes nothing, also not the rest of a frame that it gets', () => {
    const undrawn = new UndrawnFrames(new FakeClock());
    for (let round = 0; round < 100; round += 1) {
      for (let sequence = 0; sequence < maxFramesInFlight; sequence += 1) {
        expect(undrawn.admit(piece(sequence, { last: sequence < maxFramesInFlight - 1 }), 12)).toBe('pass');
      }
      undrawn.clear();
      expect(undrawn.admit(piece(0, { first: false }), 12)).toBe('pass');
      expect(undrawn.drawn(0, 0)).toBe(false);
      expect(undrawn.admit(piece(900), 12)).toBe('pass');
      expect(undrawn.drawn(0, 900)).toBe(true);
    }
  });

  it('SL5 cursors pass at their rate, and no faster', () => {
    const clock = new FakeClock();
    const undrawn = new UndrawnFrames(clock);
    for (let ms = 0; ms < 60_000; ms += 16) {
      expect(undrawn.admit(place, 8)).toBe('pass');
      clock.advance(16);
      if (ms % 1_600 === 0) undrawn.admit(piece(ms), 12);
      if (ms % 1_600 === 0) undrawn.drawn(0, ms);
    }
    let passed = 0;
    while (undrawn.admit(place, 8) === 'pass') passed += 1;
    expect(passed).toBeLessThanOrEqual(cursorRates.at.burst);
  });

  it('SL5 large cursors are no more than a trickle', () => {
    const clock = new FakeClock();
    const undrawn = new UndrawnFrames(clock);
    const shape: ScreenMessage = {
      kind: 'cursorShape',
      shape: { width: 1, height: 1, hotX: 0, hotY: 0, pixels: Uint32Array.of(0) },
    };
    let bytes = 0;
    for (let turn = 0; turn < 36_000; turn += 1) {
      clock.advance(100);
      for (const message of [place, shape]) {
        if (undrawn.admit(message, maxScreenMessageBytes) === 'pass') bytes += maxScreenMessageBytes;
      }
    }
    expect(bytes).toBeLessThanOrEqual(cursorBytesBurst + 3_600 * cursorBytesPerSecond);
  });

  it('SL5 a pointer that moves for minutes over a screen on which nothing is drawn goes on moving', () => {
    const clock = new FakeClock();
    const undrawn = new UndrawnFrames(clock);
    for (let ms = 0; ms < 600_000; ms += 16) {
      expect(undrawn.admit(place, 8)).toBe('pass');
      clock.advance(16);
    }
  });

  it('SL5 positions that come all at once after a link stood still are dropped, and nobody is to blame', () => {
    const undrawn = new UndrawnFrames(new FakeClock());
    const verdicts = Array.from({ length: 2 * cursorRates.at.burst }, () => undrawn.admit(place, 8));
    expect(verdicts).not.toContain('broken');
    expect(verdicts).toContain('drop');
  });
});
