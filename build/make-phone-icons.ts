import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findBrowser } from '#shared/shell/browser/find-browser.ts';
import { rootFolder } from './set-up/root-folder.mjs';

/**
 * `node build/make-phone-icons.ts`: draws the phone page's icons from the applet's own. Run by hand when that changes; the
 * pictures are kept beside the page, so that building it needs no browser.
 */
const outputFolder = join(rootFolder, 'applet/web/public/icons');
const drawing = readFileSync(join(rootFolder, 'applet/ui/icon.svg'), 'utf8');

/** Systems cut these icons to a shape of their own: the ground reaches every edge, and the sign keeps clear of them. */
const uncut = (signScale: number): string =>
  drawing
    .replace(' rx="7"', '')
    .replace('<path ', `<path transform="translate(16 16) scale(${signScale}) translate(-15.5 -19)" `);

const icons = [
  { name: 'icon-192.png', pixels: 192, svg: drawing },
  { name: 'icon-512.png', pixels: 512, svg: drawing },
  { name: 'icon-maskable-512.png', pixels: 512, svg: uncut(0.78) },
  { name: 'apple-touch-icon.png', pixels: 180, svg: uncut(0.9) },
];

const executablePath = findBrowser({ platform: process.platform, environment: process.env, exists: existsSync });
if (executablePath === null) throw new Error('no Chrome, Edge or Chromium was found');
const asRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
try {
  mkdirSync(outputFolder, { recursive: true });
  const page = await browser.newPage();
  for (const { name, pixels, svg } of icons) {
    await page.setViewportSize({ width: pixels, height: pixels });
    const address = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    await page.setContent(
      `<body style="margin: 0"><img style="display: block" src="${address}" width="${pixels}" height="${pixels}" alt=""></body>`,
    );
    writeFileSync(join(outputFolder, name), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
