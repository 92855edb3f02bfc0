import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const axePath = fileURLToPath(import.meta.resolve('axe-core/axe.min.js'));

/** Axe finds nothing in the page as it stands, in either scheme, also with text twice as large, and nothing is wider than the page. */
export async function expectReadable(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(await readFile(axePath, 'utf8'));
  for (const [colorScheme, percent] of [
    ['light', 200],
    ['dark', 100],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(`document.documentElement.style.fontSize = '${percent}%'`);
    const found = await page.evaluate<readonly string[]>(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }).then((result) =>
        result.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.target.join(' ') + ' ' + node.failureSummary).join(' | ')))`,
    );
    expect(found, `${colorScheme} ${percent} %`).toEqual([]);
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(overflow, `sideways scroll at ${percent} %`).toBe(0);
  }
}
