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
  // Through the debugger, because the pages' own policy lets no foreign script in.
  await page.evaluate(`if (!globalThis.axe) { ${source} }`);
  const light = await run(page, 'light', tags);
  // Nothing but colours differs in the dark.
  const dark = await run(page, 'dark', ['color-contrast']);
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  return [...light, ...dark];
}

async function run(page: Page, colorScheme: 'light' | 'dark', runOnly: readonly string[]): Promise<readonly string[]> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  const violations = await page.evaluate<readonly Violation[]>(
    `axe.run(document, ${options}).then((result) => result.violations)`,
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${colorScheme} ${id}: ${help}\n${html}\n${failureSummary ?? ''}`),
  );
}
