import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rootFolder } from '#build/set-up/root-folder.mjs';

// It draws without a beat (shared/std/view/draw-at-once-switches.ts): what moves without an end takes a whole core.
describe('the console’s window', () => {
  it('has no style that moves something without an end', () => {
    const styles = globSync('{shared/ui,console/renderer}/**/*.css', { cwd: rootFolder });
    expect(styles.length).toBeGreaterThan(20);
    expect(styles.filter((path) => /\binfinite\b/.test(readFileSync(`${rootFolder}/${path}`, 'utf8')))).toEqual([]);
  });

  // One that plays asks for its next frame whenever the last one was answered, whether or not there is one.
  it('shows no picture in a video element, but on a canvas (PaintedTrack)', () => {
    const components = globSync('console/renderer/**/*.tsx', { cwd: rootFolder });
    expect(components.length).toBeGreaterThan(20);
    expect(components.filter((path) => /<video\b/.test(readFileSync(`${rootFolder}/${path}`, 'utf8')))).toEqual([]);
  });
});
