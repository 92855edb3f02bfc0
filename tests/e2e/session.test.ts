import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { Recorder } from '#demo/recorder.ts';
import { openStage } from '#demo/stage.ts';
import { walkThroughSession } from '#demo/walk.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.runIf(process.platform === 'linux')(
  'goes from PIN to signed-off log in two real windows: every step of the demo really happens',
  async () => {
    // Never on the screen of whoever runs the tests.
    vi.stubEnv('DISPLAY', undefined);
    const pictures = mkdtempSync(join(tmpdir(), 'handrail-e2e-walk-'));
    const printed: string[] = [];
    const recorder = new Recorder(pictures, (text) => printed.push(text));
    const stage = await openStage();
    try {
      const log = await walkThroughSession(stage, recorder);
      expect(readFileSync(log, 'utf8')).toContain('"session/ended"');
    } finally {
      await stage.close();
      rmSync(pictures, { recursive: true, force: true });
    }
    expect(recorder.steps.filter(({ ok }) => !ok)).toEqual([]);
    expect(recorder.steps.length).toBeGreaterThanOrEqual(23);
    expect(recorder.allDone).toBe(true);
  },
);
