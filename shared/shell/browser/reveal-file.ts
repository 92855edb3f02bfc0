import { spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Logger } from '#shared/std/core/logger.ts';

/** Shows a file in the system's file manager, without opening it. */
export function revealFile(path: string, logger: Logger): void {
  const [program, line] = revealCommand(process.platform, path);
  const child = spawn(program, line, { stdio: 'ignore', detached: true, windowsVerbatimArguments: true });
  child.on('error', (error) => logger.warn('shell/reveal-failed', { error: error.message }));
  child.on('exit', (code) => {
    // Not every desktop has a file manager on the bus: then its folder is shown.
    if (code !== 0 && program === 'dbus-send') {
      const opener = spawn('xdg-open', [dirname(path)], { stdio: 'ignore', detached: true });
      opener.on('error', (error) => logger.warn('shell/reveal-failed', { error: error.message }));
      opener.unref();
    }
  });
  child.unref();
}

export function revealCommand(platform: NodeJS.Platform, path: string): readonly [string, readonly string[]] {
  if (platform === 'win32') return ['explorer.exe', [`/select,"${path}"`]]; // A Windows path cannot hold a quote.
  if (platform === 'darwin') return ['open', ['-R', path]];
  return [
    'dbus-send',
    [
      '--session',
      '--print-reply',
      '--dest=org.freedesktop.FileManager1',
      '/org/freedesktop/FileManager1',
      'org.freedesktop.FileManager1.ShowItems',
      // A comma separates the items of an array here; in a URL it may be written another way.
      `array:string:${pathToFileURL(path).href.replaceAll(',', '%2C')}`,
      'string:',
    ],
  ];
}
