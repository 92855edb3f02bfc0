import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { runScript, type Step, type StepResult } from './step.ts';

const reportSchema = v.object({
  numPassedTests: v.number(),
  numFailedTests: v.number(),
  numPendingTests: v.number(),
  numTodoTests: v.number(),
  success: v.boolean(),
});

const reporters = ['--reporter=default', '--reporter=json'];

/** One vitest project; its tests are counted from vitest's own report. */
export function testProject(name: string): Step {
  return {
    name,
    run: async (environment) => {
      const folder = mkdtempSync(join(tmpdir(), 'handrail-test-'));
      const report = join(folder, 'report.json');
      try {
        const code = await runScript(
          'node_modules/vitest/vitest.mjs',
          ['run', '--project', name, '--passWithNoTests', ...reporters, `--outputFile.json=${report}`],
          environment,
        );
        return count(readReport(report), code);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

function count(report: v.InferOutput<typeof reportSchema> | null, code: number): StepResult {
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  const failed = report.numFailedTests;
  return {
    passed: report.numPassedTests,
    // A file that cannot be loaded, or an error outside every test, fails the run without failing a test.
    failed: failed === 0 && (code !== 0 || !report.success) ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function readReport(path: string): v.InferOutput<typeof reportSchema> | null {
  try {
    return v.parse(reportSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    console.error(`vitest left no report: ${String(error)}`);
    return null;
  }
}
