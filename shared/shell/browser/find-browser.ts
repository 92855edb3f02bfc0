import { posix, win32 } from 'node:path';

/** What finding a browser needs to know of the computer. */
export type BrowserSearch = {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly exists: (path: string) => boolean;
};

/** Best known first: what most people have installed and keep up to date. */
const linuxNames = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'chromium-browser',
];

const macApplications = [
  'Google Chrome.app/Contents/MacOS/Google Chrome',
  'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'Chromium.app/Contents/MacOS/Chromium',
  'Brave Browser.app/Contents/MacOS/Brave Browser',
];

const windowsPrograms = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
  'Chromium\\Application\\chrome.exe',
  'BraveSoftware\\Brave-Browser\\Application\\brave.exe',
];

/** The path of an installed Chrome, Edge or Chromium; `HANDRAIL_BROWSER` names another. Null: there is none. */
export function findBrowser(search: BrowserSearch): string | null {
  const chosen = search.environment['HANDRAIL_BROWSER'];
  // A wrong choice is an answer too: silently taking another browser would hide the mistake.
  if (chosen) return search.exists(chosen) ? chosen : null;
  return candidates(search).find((path) => search.exists(path)) ?? null;
}

function candidates({ platform, environment }: BrowserSearch): readonly string[] {
  if (platform === 'win32') {
    const roots = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) => environment[name] ?? []);
    return windowsPrograms.flatMap((program) => roots.map((root) => win32.join(root, program)));
  }
  if (platform === 'darwin') {
    const home = environment['HOME'];
    const roots = ['/Applications', ...(home ? [posix.join(home, 'Applications')] : [])];
    return macApplications.flatMap((program) => roots.map((root) => posix.join(root, program)));
  }
  const folders = (environment['PATH'] ?? '').split(':').filter((folder) => folder.startsWith('/'));
  return linuxNames.flatMap((name) => [...folders, '/usr/bin', '/snap/bin'].map((folder) => posix.join(folder, name)));
}
