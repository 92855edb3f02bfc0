import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { separateLibrary, withoutEval } from './opencv-for-pages.ts';
import { rootFolder } from './set-up/root-folder.mjs';

const script = readFileSync(join(rootFolder, 'node_modules/@opencvjs/web/lib/opencv_js.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'handrail-opencv-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Calls with and without a result, of functions, constructors and methods, with texts, vectors and objects. */
const exercise = `
const picture = new cv.Mat(64, 64, cv.CV_8UC1);
for (let at = 0; at < picture.data.length; at++) picture.data[at] = (at * 7919) % 251;
const corners = new cv.Mat();
cv.goodFeaturesToTrack(picture, corners, 9, 0.01, 5);
const size = corners.size();
const orb = new cv.ORB(50);
const points = new cv.KeyPointVector();
const [none, descriptors] = [new cv.Mat(), new cv.Mat()];
orb.detectAndCompute(picture, none, points, descriptors);
let refused = '';
try { cv.findHomography(picture, picture, cv.RANSAC, 2); } catch (error) { refused = typeof error; }
console.log(JSON.stringify([corners.rows, [...corners.data32F], size, points.size(), orb.getDefaultName(), refused]));
for (const used of [picture, corners, orb, points, none, descriptors]) used.delete();
`;

function run(name: string, text: string, ...flags: readonly string[]): string {
  const path = join(folder, `${name}.mjs`);
  writeFileSync(
    path,
    `${text.replace('export default cv;', 'const start = cv; {const cv = await start();')}${exercise}}`,
  );
  return execFileSync(process.execPath, [...flags, path], {
    encoding: 'utf8',
    timeout: 60_000,
    // A failure shows the line that failed, which is eleven megabytes.
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe('OpenCV for pages', () => {
  it('does the same where no code may be made of texts', () => {
    const strict = '--disallow-code-generation-from-strings';
    expect(() => run('as-it-is', script, strict)).toThrow('Command failed');
    expect(run('without', withoutEval(script), strict)).toBe(run('with', script));
  }, 60_000);

  it('has the library as a file beside the script', () => {
    const { script: small, library } = separateLibrary(script, () => "'opencv.wasm'");
    expect([...library.subarray(0, 4)]).toEqual([0, ...Buffer.from('asm')]);
    expect(library.length).toBeGreaterThan(8_000_000);
    expect(small.length).toBeLessThan(200_000);
    expect(small).toContain("return 'opencv.wasm'");
  });

  it('fails where a new version of the package is another', () => {
    expect(() => withoutEval('')).toThrow('not in the package');
    expect(() => separateLibrary('', () => '')).toThrow('not where it was');
  });
});
