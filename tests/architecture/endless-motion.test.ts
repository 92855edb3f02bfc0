import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rootFolder } from '#build/set-up/root-folder.mjs';

describe('styles of the console’s window', () => {
  // It draws without a beat (shared/std/view/draw-at-once-switches.ts): an endless animation would take a whole core.
  it('move nothing without an end', () => {
    const styles = globSync('{shared/ui,console/renderer}/**/*.css', { cwd: rootFolder });
    expect(styles.length).toBeGreaterThan(20);
    expect(styles.filter((path) => /\binfinite\b/.test(readFileSync(`${rootFolder}/${path}`, 'utf8')))).toEqual([]);
  });
});
