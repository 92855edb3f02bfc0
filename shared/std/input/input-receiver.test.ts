import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { heldHeartbeatMs, heldReleaseMs } from '../protocol/limits.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { encodeInputFrame, encodePointerFrame, type InputFrame } from './input-frame.ts';
import { InputGuard } from './input-guard.ts';
import { focusFollowsMs, maxQueuedActs } from './input-limits.ts';
import { InputReceiver, type InputClosedReason } from './input-receiver.ts';
import { InputSender } from './input-sender.ts';
import { FakeInputDriver } from './testing/fake-input-driver.ts';

function setUp() {
  const clock = new FakeClock();
  const driver = new FakeInputDriver();
  const guard = new InputGuard();
  const seen = { allowed: true, closed: [] as InputClosedReason[], untyped: '', activity: 0 };
  const receiver = new InputReceiver({
    driver,
    clock,
    guard,
    isAllowed: () => seen.allowed,
    onActivity: () => (seen.activity += 1),
    onUntyped: (characters) => (seen.untyped += characters),
    onClosed: (reason) => seen.closed.push(reason),
  });
  const sender = new InputSender({
    clock,
    bufferedBytes: () => 0,
    send: (channel, bytes) => {
      receiver.receive(channel, bytes);
      return true;
    },
  });
  return { clock, driver, guard, receiver, sender, seen };
}

const key = (sequence: number, code = 'KeyA', down = true): Uint8Array =>
  encodeInputFrame({ kind: 'key', sequence, code, down });

describe('input receiver', () => {
  it('does acts strictly one after another and in order, however slow the driver is', async () => {
    const { driver, sender, receiver } = setUp();
    const letGo = driver.holdUp();
    sender.key('ControlLeft', true);
    sender.key('KeyC', true);
    sender.key('KeyC', false);
    sender.key('ControlLeft', false);
    sender.text('hé');
    sender.button('left', true, 0, 0);
    sender.button('left', false, 0, 0);
    letGo();
    await receiver.settled();
    expect(driver.calls).toEqual([
      'ControlLeft down',
      'KeyC down',
      'KeyC up',
      'ControlLeft up',
      'text h',
      'text é',
      'move 0,0',
      'left down',
      'move 0,0',
      'left up',
    ]);
    expect(driver.mostRunning).toBe(1);
  });

  it('maps the corners and the middle of the picture to pixels', async () => {
    const { driver, sender, receiver } = setUp();
    for (const [x, y] of [
      [0, 0],
      [0.5, 0.5],
      [1, 1],
    ] as const) {
      sender.move(x, y);
      await receiver.settled();
    }
    expect(driver.calls).toEqual(['move 0,0', 'move 960,540', 'move 1919,1079']);
  });

  it('every pixel of a large screen is reached exactly from its own middle', () => {
    const { driver, sender, receiver } = setUp();
    driver.size = { width: 7680, height: 4320 };
    return fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 7679 }), fc.integer({ min: 0, max: 4319 }), async (x, y) => {
        sender.move((x + 0.5) / 7680, (y + 0.5) / 4320);
        await receiver.settled();
        expect(driver.calls.at(-1)).toBe(`move ${x},${y}`);
      }),
    );
  });

  it('DC3 a thousand moves while the driver is busy become one, the newest', async () => {
    const { driver, sender, receiver } = setUp();
    const letGo = driver.holdUp();
    for (let index = 0; index <= 1_000; index += 1) sender.move(index / 1_000, 0);
    letGo();
    await receiver.settled();
    expect(driver.calls.length).toBeLessThanOrEqual(2);
    expect(driver.calls.at(-1)).toBe('move 1919,0');
    expect(receiver.counts.mostQueued).toBe(0);
  });

  it('a stream of moves does not keep keys waiting, nor keys a move', async () => {
    const { driver, sender, receiver } = setUp();
    const letGo = driver.holdUp();
    sender.key('KeyA', true);
    sender.move(0, 0);
    sender.key('KeyA', false);
    for (let index = 0; index < 20; index += 1) sender.move(1, 1);
    letGo();
    await receiver.settled();
    expect(driver.calls).toEqual(['KeyA down', 'move 1919,1079', 'KeyA up']);
  });

  it('a move that was overtaken by a click does not pull the pointer back', async () => {
    const { driver, receiver } = setUp();
    receiver.receive('pointer', encodePointerFrame({ sequence: 1, x: 100, y: 100 }));
    await receiver.settled();
    const click = { kind: 'button', button: 'left', down: true, x: 65535, y: 65535 } as const;
    receiver.receive('input', encodeInputFrame({ ...click, sequence: 1, moves: 5 }));
    receiver.receive('pointer', encodePointerFrame({ sequence: 4, x: 0, y: 0 }));
    await receiver.settled();
    expect(driver.calls.slice(1)).toEqual(['move 1919,1079', 'left down']);
    expect(receiver.counts.stale).toBe(1);
  });

  it('DC2 repeated and old frames are counted and do nothing', async () => {
    const { driver, receiver } = setUp();
    receiver.receive('input', key(1));
    receiver.receive('input', key(1));
    receiver.receive('input', key(2, 'KeyB'));
    receiver.receive('input', key(1));
    await receiver.settled();
    expect(driver.calls).toEqual(['KeyA down', 'KeyB down']);
    expect(receiver.counts.stale).toBe(2);
  });

  it('DC2 a gap in the numbers releases what is held before it goes on', async () => {
    const { driver, receiver } = setUp();
    receiver.receive('input', key(1));
    await receiver.settled();
    receiver.receive('input', key(5, 'KeyB'));
    await receiver.settled();
    expect(driver.calls).toEqual(['KeyA down', 'KeyA up', 'KeyB down']);
    expect(receiver.counts.gaps).toBe(1);
  });

  it('DC4 a new data connection starts its numbers anew', async () => {
    const { driver, receiver } = setUp();
    receiver.receive('input', key(1));
    receiver.receive('input', key(2, 'KeyA', false));
    await receiver.settled();
    receiver.restart();
    receiver.receive('input', key(1, 'KeyB'));
    await receiver.settled();
    expect(driver.calls.at(-1)).toBe('KeyB down');
  });

  it('PRM2 asks for permission at each act', async () => {
    const { driver, sender, receiver, seen } = setUp();
    seen.allowed = false;
    sender.key('KeyA', true);
    sender.text('no');
    sender.move(1, 1);
    sender.button('left', true, 0, 0);
    sender.button('left', false, 0, 0);
    sender.wheel(0, 500, 0, 0);
    await receiver.settled();
    expect(driver.calls).toEqual([]);
    expect(receiver.counts.refused).toBe(4);
    expect(seen.activity).toBe(0);
  });

  it('PRM4 a revoke in the middle of a long text stops it at the next character and releases what is held', async () => {
    const { driver, sender, receiver, seen } = setUp();
    sender.key('ShiftLeft', true);
    await receiver.settled();
    const letGo = driver.holdUp();
    sender.text('a'.repeat(1_000));
    sender.key('KeyB', true);
    await Promise.resolve();
    seen.allowed = false;
    receiver.releaseAll();
    letGo();
    await receiver.settled();
    expect(driver.calls.filter((call) => call.startsWith('text')).length).toBeLessThanOrEqual(1);
    expect(driver.calls).toContain('ShiftLeft up');
    expect(driver.calls).not.toContain('KeyB down');
    expect([...driver.down]).toEqual([]);
  });

  it('PRM4 a key that was on its way down while all was released goes up again', async () => {
    const { driver, sender, receiver } = setUp();
    const letGo = driver.holdUp();
    sender.key('KeyA', true);
    sender.button('left', true, 0, 0);
    receiver.releaseAll();
    letGo();
    await receiver.settled();
    expect([...driver.down]).toEqual([]);
    expect(driver.calls.at(-1)).toBe('KeyA up');
    expect(receiver.heldCount).toBe(0);
  });

  it('PRM4 a permission that goes while a click is being aimed stops the click', async () => {
    const { driver, sender, receiver, seen } = setUp();
    driver.fails = (call) => {
      if (call.startsWith('move')) seen.allowed = false;
      return false;
    };
    sender.button('left', true, 0.5, 0.5);
    await receiver.settled();
    expect(driver.calls).toEqual(['move 960,540']);
  });

  it('DC2 heartbeats keep a key held, and silence releases it', async () => {
    const { driver, sender, receiver, clock } = setUp();
    sender.key('KeyA', true);
    await receiver.settled();
    clock.advance(heldReleaseMs * 4);
    expect([...driver.down]).toEqual(['KeyA']);
    sender.close();
    clock.advance(heldReleaseMs - heldHeartbeatMs);
    await receiver.settled();
    expect([...driver.down]).toEqual(['KeyA']);
    clock.advance(heldHeartbeatMs + 1);
    await receiver.settled();
    expect([...driver.down]).toEqual([]);
  });

  it('DC2 a release that the driver failed to do is tried again', async () => {
    const { driver, sender, receiver, clock } = setUp();
    sender.key('KeyA', true);
    await receiver.settled();
    driver.fails = (call) => call === 'KeyA up';
    sender.releaseAll();
    await receiver.settled();
    expect([...driver.down]).toEqual(['KeyA']);
    driver.fails = () => false;
    clock.advance(heldReleaseMs + 1);
    await receiver.settled();
    expect([...driver.down]).toEqual([]);
    clock.advance(heldReleaseMs + 1);
    expect(clock.timerCount).toBe(0);
  });

  it('PRM5 a press over our window and its release do nothing', async () => {
    const { driver, sender, receiver, guard } = setUp();
    guard.setState({ windows: [{ left: 0, top: 0, width: 400, height: 100 }] });
    sender.button('left', true, 0.05, 0.02);
    sender.button('left', false, 0.9, 0.9);
    await receiver.settled();
    expect(driver.calls).toEqual([]);
    expect(receiver.counts.guarded).toBe(1);
  });

  it('PRM5 a drag that comes over our window stays outside and ends outside', async () => {
    const { driver, sender, receiver, guard } = setUp();
    guard.setState({ windows: [{ left: 0, top: 0, width: 400, height: 100 }] });
    sender.button('left', true, 0.5, 0.5);
    await receiver.settled();
    sender.move(0.05, 0.02);
    await receiver.settled();
    sender.button('left', false, 0.05, 0.02);
    await receiver.settled();
    expect(driver.calls).toEqual(['move 960,540', 'left down', 'left up']);
  });

  it('PRM5 a prompt that opens releases held keys, so that none repeats into it, and nothing gets in', async () => {
    const { driver, sender, receiver, guard } = setUp();
    sender.key('Enter', true);
    await receiver.settled();
    guard.setState({ promptOpen: true });
    await receiver.settled();
    expect([...driver.down]).toEqual([]);
    sender.key('Enter', true);
    sender.text('y');
    sender.button('left', true, 0.5, 0.5);
    sender.move(0.1, 0.1);
    await receiver.settled();
    expect(driver.calls).toEqual(['Enter down', 'Enter up']);
  });

  it('keys that this computer lacks are not held, and characters it cannot type are told', async () => {
    const { driver, sender, receiver, seen, clock } = setUp();
    driver.lacks = (code) => code === 'Lang1' || code === 'back';
    driver.cannotType = (character) => character === '漢';
    sender.key('Lang1', true);
    sender.button('back', true, 0, 0);
    sender.text('a漢b漢');
    await receiver.settled();
    expect(receiver.heldCount).toBe(0);
    expect(seen.untyped).toBe('漢漢');
    expect(receiver.counts.failed).toBe(2);
    sender.close();
    clock.advance(heldReleaseMs + 1);
    expect(clock.timerCount).toBe(0);
  });

  it('a driver that fails at every call stops nothing and throws nothing', async () => {
    const { driver, sender, receiver } = setUp();
    driver.fails = () => true;
    sender.text('abc');
    sender.button('left', true, 0, 0);
    sender.button('left', false, 0, 0);
    sender.wheel(0, 100, 0, 0);
    await receiver.settled();
    driver.fails = () => false;
    sender.key('KeyA', true);
    await receiver.settled();
    expect(driver.calls).toEqual(['KeyA down']);
  });

  it('wheel crumbs add up to notches, and turning back acts at once', async () => {
    const { driver, sender, receiver } = setUp();
    for (const delta of [40, 40, 40, -100, 0, 250]) sender.wheel(0, delta, 0, 0);
    await receiver.settled();
    expect(driver.calls.filter((call) => call.startsWith('wheel'))).toEqual(['wheel 0,1', 'wheel 0,-1', 'wheel 0,2']);
  });

  it('the screen size is read anew after a while, and unknown size means no pointing', async () => {
    const { driver, sender, receiver, clock } = setUp();
    sender.move(1, 1);
    await receiver.settled();
    clock.advance(1_500);
    driver.size = null;
    sender.button('left', true, 1, 1);
    await receiver.settled();
    driver.size = { width: 800, height: 600 };
    sender.move(1, 1);
    await receiver.settled();
    expect(driver.calls).toEqual(['move 1919,1079', 'move 799,599']);
  });

  it('DC3 more acts than any person makes close the receiver and release all', async () => {
    const { driver, receiver, seen } = setUp();
    receiver.receive('input', key(1));
    await receiver.settled();
    const letGo = driver.holdUp();
    for (let sequence = 2; sequence < maxQueuedActs + 10; sequence += 1)
      receiver.receive('input', key(sequence, 'KeyB'));
    letGo();
    await receiver.settled();
    expect(seen.closed).toEqual(['queueFull']);
    expect([...driver.down]).toEqual([]);
    expect(receiver.counts.mostQueued).toBe(maxQueuedActs);
  });

  it('what is typed right after a click outside our windows waits for the focus to leave them', async () => {
    const { driver, sender, receiver, guard } = setUp();
    guard.setState({ focused: true });
    sender.button('left', true, 0.5, 0.5);
    sender.button('left', false, 0.5, 0.5);
    sender.text('ls');
    sender.key('Enter', true);
    await vi.waitFor(() => expect(driver.calls).toContain('left up'));
    expect(driver.calls.join()).not.toContain('text');
    guard.setState({ focused: false });
    await receiver.settled();
    expect(driver.calls.slice(-3)).toEqual(['text l', 'text s', 'Enter down']);
  });

  it('PRM5 keys that waited in vain for the focus to leave our windows are dropped', async () => {
    const { driver, sender, receiver, guard, clock } = setUp();
    guard.setState({ focused: true });
    sender.button('left', true, 0.5, 0.5);
    sender.button('left', false, 0.5, 0.5);
    sender.text('x');
    await vi.waitFor(() => expect(clock.timerCount).toBe(2)); // Silence on the channel is watched, too.
    clock.advance(focusFollowsMs);
    await receiver.settled();
    expect(driver.calls.join()).not.toContain('text');
  });

  it('garbage, repeats and lost frames in any mixture never throw and leave nothing held after the end', async () => {
    const frame: fc.Arbitrary<InputFrame> = fc
      .record({ sequence: fc.integer({ min: 1, max: 60 }), down: fc.boolean(), moves: fc.nat(20), x: fc.nat(65535) })
      .chain(({ sequence, down, moves, x }) =>
        fc.constantFrom<InputFrame>(
          { kind: 'key', sequence, code: 'KeyA', down },
          { kind: 'button', sequence, moves, button: 'left', down, x, y: x },
          { kind: 'text', sequence, text: 'x' },
          { kind: 'releaseAll', sequence },
          { kind: 'heartbeat', sequence },
        ),
      );
    const message = fc.oneof(frame.map(encodeInputFrame), fc.uint8Array({ maxLength: 20 }));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.constantFrom('input', 'pointer'), message)), async (messages) => {
        const { driver, receiver, clock } = setUp();
        for (const [channel, bytes] of messages) receiver.receive(channel, bytes);
        await receiver.settled();
        receiver.close();
        await receiver.settled();
        expect([...driver.down]).toEqual([]);
        expect(clock.timerCount).toBe(0);
      }),
    );
  });
});
