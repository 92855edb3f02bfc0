import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { WindowOptions } from '../shell.ts';

/**
 * Writes the page a browser is started on. It holds the one-time token, which must not stand on the command line, where
 * every user of the computer could read it; only this user can read the file, and it is removed once the page came.
 *
 * It also gives the window its size: Chromium's `--window-size` would hold for every window of the process, and make the
 * small always-visible bar as large as the window that it belongs to.
 */
export function writeStartPage(
  folder: string,
  origin: string,
  token: string,
  size: Pick<WindowOptions, 'widthPixels' | 'heightPixels'>,
): { path: string; url: string } {
  const path = join(folder, 'start.html');
  const target = `${origin}/#${token}`;
  const html = [
    '<!doctype html><meta charset="utf-8"><title>Handrail</title>',
    '<meta name="referrer" content="no-referrer">',
    `<script>resizeTo(${size.widthPixels}, ${size.heightPixels})</script>`,
    `<meta http-equiv="refresh" content="0;url=${target}">`,
  ].join('\n');
  writeFileSync(path, html, { mode: 0o600, flag: 'wx' });
  return { path, url: pathToFileURL(path).href };
}
