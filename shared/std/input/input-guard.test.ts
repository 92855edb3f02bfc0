import { describe, expect, it } from 'vitest';
import { InputGuard, type GuardAnswer, type GuardedAct, type ScreenRectangle } from './input-guard.ts';

const bar = { left: 100, top: 0, width: 400, height: 50 };
const inside = { x: 300, y: 25 };
const outside = { x: 300, y: 400 };
const acts: readonly GuardedAct[] = ['move', 'buttonDown', 'buttonUp', 'wheel', 'keyDown', 'keyUp', 'text'];

function guardWith(state: { focused?: boolean; promptOpen?: boolean }): InputGuard {
  const guard = new InputGuard();
  guard.setState({ windows: [bar], focused: false, promptOpen: false, ...state });
  return guard;
}

describe('input guard', () => {
  const everywhere = (guard: InputGuard, at: typeof inside, dragging = false): Record<string, GuardAnswer> =>
    Object.fromEntries(acts.map((kind) => [kind, guard.admits(kind, at, dragging)]));

  it('PRM5 lets everything pass outside our windows', () => {
    expect(new Set(Object.values(everywhere(guardWith({}), outside)))).toEqual(new Set(['admit']));
  });

  it('PRM5 presses and wheel do not land on our windows, the bare pointer may pass', () => {
    expect(everywhere(guardWith({}), inside)).toMatchObject({
      move: 'admit',
      buttonDown: 'drop',
      wheel: 'drop',
      buttonUp: 'inPlace',
    });
  });

  it('PRM5 a drag from outside can neither enter our windows nor end in them', () => {
    expect(everywhere(guardWith({}), inside, true)).toMatchObject({ move: 'drop', buttonUp: 'inPlace' });
  });

  it('PRM5 no key and no text reaches our window while it has the keyboard, but keys go up', () => {
    expect(everywhere(guardWith({ focused: true }), outside)).toMatchObject({
      keyDown: 'drop',
      text: 'drop',
      keyUp: 'admit',
      buttonDown: 'admit',
    });
  });

  it('PRM5 while a prompt is open everything but releases is dropped, and those happen in place', () => {
    expect(everywhere(guardWith({ promptOpen: true }), outside, true)).toEqual({
      move: 'drop',
      buttonDown: 'drop',
      buttonUp: 'inPlace',
      wheel: 'drop',
      keyDown: 'drop',
      keyUp: 'admit',
      text: 'drop',
    });
  });

  it('PRM5 the resize border outside a window is guarded too', () => {
    expect(guardWith({}).admits('buttonDown', { x: 95, y: 25 }, false)).toBe('drop');
    expect(guardWith({}).admits('buttonDown', { x: 80, y: 25 }, false)).toBe('admit');
  });

  it('PRM5 tells once when keys begin to reach our windows', () => {
    const guard = guardWith({});
    let times = 0;
    const stop = guard.onShut(() => (times += 1));
    guard.setState({ windows: [], focused: true, promptOpen: false });
    guard.setState({ promptOpen: true });
    expect(times).toBe(1);
    stop();
    guard.setState({ windows: [], focused: false, promptOpen: false });
    guard.setState({ windows: [], focused: true, promptOpen: false });
    expect(times).toBe(1);
  });
});

it('PRM5 a window that only the host knows is guarded from the moment it is there', () => {
  const hostWindows: ScreenRectangle[] = [];
  const guard = new InputGuard(() => hostWindows);
  expect(guard.admits('buttonDown', { x: 150, y: 150 }, false)).toBe('admit');
  hostWindows.push({ left: 100, top: 100, width: 100, height: 100 });
  expect(guard.admits('buttonDown', { x: 150, y: 150 }, false)).toBe('drop');
});
