import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import type { InlineConfig, Plugin } from 'vite';
import { openCvForPages } from './opencv-for-pages.ts';
import { pages, type PageName } from './set-up/built-pages.mjs';
import { serviceWorker } from './service-worker.ts';
import { rootFolder } from './set-up/root-folder.mjs';

/** A page without an icon of its own gets the product's, which app-mode windows show as their own. */
const pageIcon: Plugin = {
  name: 'handrail:page-icon',
  transformIndexHtml: (html) =>
    html.includes('rel="icon"')
      ? []
      : [{ tag: 'link', attrs: { rel: 'icon', type: 'image/svg+xml', href: './icon.svg' } }],
};

/** How a page is built: files beside each other, nothing inline, so that the strict policy it is served with holds. */
export function pageConfig(name: PageName): InlineConfig {
  const publicDir = join(rootFolder, name === 'web' ? 'applet/web/public' : 'build/resources/public');
  return {
    configFile: false,
    logLevel: 'warn',
    root: join(rootFolder, pages[name].root),
    // Relative: the same files work on the relay, on 127.0.0.1 and under app://.
    base: './',
    publicDir,
    plugins: [react(), pageIcon, ...(name === 'web' ? [serviceWorker(publicDir)] : [])],
    worker: { format: 'es', plugins: () => [openCvForPages()] },
    build: {
      outDir: join(rootFolder, 'dist', name),
      emptyOutDir: true,
      target: name === 'web' ? ['chrome107', 'safari16.4', 'firefox115'] : 'chrome130',
      assetsInlineLimit: 0,
      // One small file for all styles: a part that is fetched later is never without its own.
      cssCodeSplit: false,
      modulePreload: { polyfill: false },
      sourcemap: false,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 2_000,
    },
  };
}
