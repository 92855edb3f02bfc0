import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 AA and everything below it. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Violation = {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
};

/** What axe finds wrong with the page as it stands, in light and in dark; one readable line each. */
export async function accessibilityViolations(page: Page): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Through the debugger, because the pages' own policy lets no foreign script in.
    await page.evaluate(`if (!globalThis.axe) { ${source} }`);
    const violations = await page.evaluate<readonly Violation[]>(
      `axe.run(document, ${JSON.stringify({ runOnly: tags, resultTypes: ['violations'] })}).then((result) => result.violations)`,
    );
    for (const { id, help, nodes } of violations) {
      for (const { html, failureSummary } of nodes)
        lines.push(`${colorScheme} ${id}: ${help}\n${html}\n${failureSummary ?? ''}`);
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return lines;
}
