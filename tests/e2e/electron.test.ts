import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { rootFolder } from '#build/set-up/root-folder.mjs';
import { Recorder } from '#demo/recorder.ts';
import { openStage } from '#demo/stage.ts';
import { walkThroughSession } from '#demo/walk.ts';
import { electronObstacle, startElectronProgram } from '#tests/support/electron-program.ts';

const obstacle = process.platform === 'linux' ? electronObstacle() : 'skipped: the walk needs an X display';
const what = 'goes from PIN to signed-off log under Electron, by the steps of the demo';

afterEach(() => {
  vi.unstubAllEnvs();
});

it.skipIf(obstacle !== null)(obstacle === null ? what : `${obstacle} (${what})`, async () => {
  const built = spawnSync(process.execPath, ['build/build-electron.ts'], { cwd: rootFolder, encoding: 'utf8' });
  expect(built.stderr + built.stdout, 'the build').not.toMatch(/error/i);
  expect(built.status).toBe(0);
  // Never on the screen of whoever runs the tests.
  vi.stubEnv('DISPLAY', undefined);
  const pictures = mkdtempSync(join(tmpdir(), 'handrail-e2e-electron-'));
  const recorder = new Recorder(pictures, () => {});
  const stage = await openStage(startElectronProgram);
  try {
    await walkThroughSession(stage, recorder);
  } finally {
    await stage.close();
    rmSync(pictures, { recursive: true, force: true });
  }
  expect(recorder.steps.filter(({ ok }) => !ok)).toEqual([]);
  expect(recorder.allDone).toBe(true);
});
