import { describe, expect, it } from 'vitest';
import { heldHeartbeatMs, maxInputTextBytes, pointerBacklogBytes } from '../protocol/limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { decodeInputFrame, decodePointerFrame, type InputFrame, type PointerFrame } from './input-frame.ts';
import { InputSender } from './input-sender.ts';

function setUp() {
  const clock = new FakeClock();
  const input: InputFrame[] = [];
  const pointer: PointerFrame[] = [];
  const link = { open: true, backlog: { input: 0, pointer: 0 } };
  const sender = new InputSender({
    clock,
    bufferedBytes: (channel) => link.backlog[channel],
    send(channel, bytes) {
      if (!link.open) return false;
      if (channel === 'input') {
        const frame = decodeInputFrame(bytes);
        if (frame === null) throw new Error('the sender made a frame that is none');
        input.push(frame);
      } else {
        const frame = decodePointerFrame(bytes);
        if (frame === null) throw new Error('the sender made a pointer frame that is none');
        pointer.push(frame);
      }
      return true;
    },
  });
  return { clock, input, pointer, link, sender };
}

describe('input sender', () => {
  it('DC2 numbers every act of the input channel without a gap and in order', () => {
    const { sender, input } = setUp();
    sender.key('ControlLeft', true);
    sender.text('é');
    sender.button('left', true, 0.5, 0.25);
    sender.wheel(0, 100, 1, 1);
    sender.releaseAll();
    expect(input.map((frame) => frame.sequence)).toEqual([1, 2, 3, 4, 5]);
    expect(input.map((frame) => frame.kind)).toEqual(['key', 'text', 'button', 'wheel', 'releaseAll']);
  });

  it('DC2 sends heartbeats while anything is held, and none after', () => {
    const { sender, input, clock } = setUp();
    const beats = (): number => input.filter((frame) => frame.kind === 'heartbeat').length;
    sender.key('ShiftLeft', true);
    sender.button('left', true, 0, 0);
    clock.advance(heldHeartbeatMs * 3);
    expect(beats()).toBe(3);
    sender.key('ShiftLeft', false);
    clock.advance(heldHeartbeatMs);
    expect(beats()).toBe(4);
    sender.button('left', false, 0, 0);
    clock.advance(heldHeartbeatMs * 10);
    expect(beats()).toBe(4);
    expect(clock.timerCount).toBe(0);
  });

  it('DC3 keeps only the newest position while the pointer channel is backed up', () => {
    const { sender, pointer, link, clock } = setUp();
    link.backlog.pointer = pointerBacklogBytes + 1;
    for (let index = 0; index <= 100; index += 1) sender.move(index / 100, 0);
    clock.advance(500);
    expect(pointer).toEqual([]);
    expect(clock.timerCount).toBe(1);
    link.backlog.pointer = 0;
    clock.advance(16);
    expect(pointer).toEqual([{ sequence: 1, x: 65535, y: 0 }]);
    expect(clock.timerCount).toBe(0);
  });

  it('a click makes a position that still waits obsolete and says which moves came before it', () => {
    const { sender, pointer, input, link, clock } = setUp();
    sender.move(0.1, 0.1);
    link.backlog.pointer = pointerBacklogBytes + 1;
    sender.move(0.2, 0.2);
    sender.button('left', true, 0.3, 0.3);
    link.backlog.pointer = 0;
    clock.advance(100);
    expect(pointer).toHaveLength(1);
    expect(input[0]).toMatchObject({ kind: 'button', moves: 1, x: Math.round(0.3 * 65535) });
  });

  it('clamps positions to the picture', () => {
    const { sender, pointer } = setUp();
    sender.move(-3, 7);
    expect(pointer[0]).toMatchObject({ x: 0, y: 65535 });
  });

  it('splits long text between characters and loses none', () => {
    const { sender, input } = setUp();
    const text = `${'😀é漢'.repeat(1_000)}\r\nend`;
    expect(sender.text(text)).toBe(true);
    const pieces = input.map((frame) => (frame.kind === 'text' ? frame.text : ''));
    expect(pieces.join('')).toBe(text.replace('\r', ''));
    expect(pieces.length).toBeGreaterThan(Math.floor((1_000 * 9) / maxInputTextBytes));
  });

  it('DC3 takes no more text when the link is backed up, but still keys going up', () => {
    const { sender, input, link } = setUp();
    sender.key('KeyA', true);
    link.backlog.input = 1024 * 1024;
    expect(sender.text('more')).toBe(false);
    sender.key('KeyA', false);
    expect(input.map((frame) => frame.kind)).toEqual(['key', 'key']);
  });

  it('a closed channel leaves no gap in the numbers', () => {
    const { sender, input, link } = setUp();
    link.open = false;
    sender.key('KeyA', true);
    link.open = true;
    sender.key('KeyA', false);
    expect(input[0]?.sequence).toBe(1);
  });

  it('nothing leaves and no timer runs after close', () => {
    const { sender, input, pointer, clock } = setUp();
    sender.key('KeyA', true);
    sender.close();
    sender.key('KeyB', true);
    sender.move(0, 0);
    clock.advance(10_000);
    expect(input).toHaveLength(1);
    expect(pointer).toHaveLength(0);
    expect(clock.timerCount).toBe(0);
  });
});
