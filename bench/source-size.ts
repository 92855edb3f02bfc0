import * as v from 'valibot';
import { isTestFile } from '#tests/architecture/layers.ts';
import { readSourceFiles, type SourceFile } from '#tests/architecture/source-files.ts';
import { row, type Figure, type Row } from './figure.ts';
import { runTool } from './support/run-tool.ts';
import { median } from './support/spread.ts';

const listSchema = v.array(v.object({ name: v.string(), projectName: v.optional(v.string()) }));

/** How large the project's own code is, and how many tests it has. */
export const sourceSize: Figure = {
  name: 'source-size',
  title: 'Lines per file, and tests',
  measure: async () => {
    const files = readSourceFiles();
    const isTest = ({ path }: SourceFile): boolean => isTestFile(path) || path.startsWith('tests/');
    const isTool = ({ path }: SourceFile): boolean => /^(demo|bench|build)\//.test(path);
    return [
      ...sizeRows(
        'programs',
        files.filter((file) => !isTest(file) && !isTool(file)),
      ),
      ...sizeRows(
        'demo, bench and build',
        files.filter((file) => !isTest(file) && isTool(file)),
      ),
      ...sizeRows('tests and their support', files.filter(isTest)),
      ...(await testRows()),
    ];
  },
};

function sizeRows(what: string, files: readonly SourceFile[]): readonly Row[] {
  const lines = files.map(({ path, text }) => ({ path, count: text.split('\n').length - 1 }));
  const counts = lines.map(({ count }) => count);
  const longest = lines.toSorted((a, b) => b.count - a.count)[0];
  return [
    row({
      case: `${what}: lines per file`,
      value: median(counts),
      unit: 'lines',
      detail: `median; most ${longest?.count ?? 0} (${longest?.path ?? 'none'})`,
    }),
    row({
      case: `${what}: files`,
      value: files.length,
      unit: 'files',
      detail: `${counts.reduce((sum, count) => sum + count, 0)} lines`,
    }),
  ];
}

async function testRows(): Promise<readonly Row[]> {
  const output = await runTool('node_modules/vitest/vitest.mjs', 'list', '--json');
  const tests = v.parse(listSchema, JSON.parse(output.slice(output.indexOf('['))));
  const names = [...new Set(tests.map(({ projectName }) => projectName ?? 'tests'))];
  return names.map((name) =>
    row({
      case: `${name} tests`,
      value: tests.filter(({ projectName }) => (projectName ?? 'tests') === name).length,
      unit: 'tests',
      detail: 'as vitest lists them',
    }),
  );
}
