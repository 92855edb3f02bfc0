import { runInBrowser } from '#shared/shell/browser/run-in-browser.ts';
import { appletHelp, readAppletOptions } from './options.ts';
import { runApplet } from './run-applet.ts';

// Entry point of the applet in an installed browser's window.

async function main(): Promise<number> {
  const options = readAppletOptions(process.argv.slice(2), process.env);
  if (!options.ok) {
    process.stderr.write(`${options.reason}\nnpm run applet -- --help tells more.\n`);
    return 2;
  }
  if (options.value === null) {
    process.stdout.write(appletHelp);
    return 0;
  }
  const { settings, logLevel } = options.value;
  return runInBrowser('applet', logLevel, async (shell, logger) => {
    await runApplet(settings, shell, logger, new URL('./screen/screen-worker.ts', import.meta.url));
    return 0;
  });
}

process.exit(await main());
