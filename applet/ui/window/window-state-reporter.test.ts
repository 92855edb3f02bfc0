import { describe, expect, it } from 'vitest';
import { measureWindows, WindowStateReporter, type MeasuredWindow, type WindowState } from './window-state-reporter.ts';

function fakeWindow(change: Partial<MeasuredWindow> & { focused?: boolean; hidden?: boolean } = {}): MeasuredWindow {
  const { focused = false, hidden = false, ...rest } = change;
  return {
    screenX: 100,
    screenY: 50,
    outerWidth: 420,
    outerHeight: 640,
    innerWidth: 420,
    devicePixelRatio: 1,
    document: { hasFocus: () => focused, visibilityState: hidden ? 'hidden' : 'visible' },
    ...rest,
  };
}

describe('measureWindows', () => {
  it('PRM5 covers the whole of every window, frame included', () => {
    const state = measureWindows([fakeWindow(), fakeWindow({ screenX: 800, outerWidth: 300 })], true);
    expect(state.windows).toEqual([
      { left: 92, top: 10, width: 436, height: 688 },
      { left: 792, top: 10, width: 316, height: 688 },
    ]);
  });

  it('PRM5 has the focus when any of our windows has it', () => {
    expect(measureWindows([fakeWindow(), fakeWindow({ focused: true })], false).focused).toBe(true);
    expect(measureWindows([fakeWindow(), fakeWindow()], false).focused).toBe(false);
  });

  it('leaves out a window that nobody can see', () => {
    expect(measureWindows([fakeWindow({ hidden: true })], false).windows).toEqual([]);
  });

  it('tells screen pixels from page zoom', () => {
    const zoomed = fakeWindow({ devicePixelRatio: 3, outerWidth: 420, innerWidth: 280 });
    expect(measureWindows([zoomed], false).devicePixelRatio).toBe(2);
    const framed = fakeWindow({ devicePixelRatio: 2, outerWidth: 428, innerWidth: 420 });
    expect(measureWindows([framed], false).devicePixelRatio).toBe(2);
  });
});

describe('WindowStateReporter', () => {
  it('says a place once, and again to a new link', () => {
    let left = 0;
    const sent: WindowState[] = [];
    const reporter = new WindowStateReporter({
      measure: () => measureWindows([fakeWindow({ screenX: left })], false),
      send: (state) => sent.push(state),
    });
    reporter.check();
    reporter.check();
    expect(sent).toHaveLength(1);
    left = 5;
    reporter.check();
    expect(sent).toHaveLength(2);
    reporter.checkAnew();
    expect(sent).toHaveLength(3);
  });
});
