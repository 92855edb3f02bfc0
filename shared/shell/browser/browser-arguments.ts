import * as v from 'valibot';
import { drawAtOnceSwitches } from '#shared/std/view/draw-at-once-switches.ts';
import { mediaSwitches } from '#shared/std/view/media-switches.ts';

/** What a browser of our own would only distract people with. */
const quietFeatures = [
  'Translate',
  'MediaRouter',
  'OptimizationHints',
  'AutofillServerCommunication',
  'InterestFeedContentSuggestions',
];

export type BrowserWindowArguments = {
  readonly startUrl: string;
  readonly profileFolder: string;
  /** Chromium refuses to start its sandbox as root. */
  readonly rootOnLinux: boolean;
  /** The page shows somebody's screen: what it draws is shown at once. */
  readonly drawsAtOnce: boolean;
  readonly extra: readonly string[];
};

/** The command line of an app-mode window: a profile of its own, and no question, account or download of the browser's. */
export function browserArguments(options: BrowserWindowArguments): readonly string[] {
  return [
    `--app=${options.startUrl}`,
    `--user-data-dir=${options.profileFolder}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--no-service-autorun',
    '--no-pings',
    '--password-store=basic',
    '--use-mock-keychain',
    '--disable-sync',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--disable-session-crashed-bubble',
    '--metrics-recording-only',
    // Screen sharing goes on, and main hears from its page, while the window is covered.
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    // One switch for all: the last of its kind is the only one that counts.
    `--disable-features=${[...quietFeatures, ...mediaSwitches.disabledFeatures].join(',')}`,
    `--force-fieldtrials=${mediaSwitches.forceFieldTrials}`,
    ...(options.drawsAtOnce ? drawAtOnceSwitches.map((name) => `--${name}`) : []),
    ...(options.rootOnLinux ? ['--no-sandbox', '--test-type', '--disable-dev-shm-usage'] : []),
    ...options.extra,
  ];
}

/** `HANDRAIL_BROWSER_ARGUMENTS`: a JSON array of more arguments, for tests and unusual displays. */
export function readExtraArguments(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const text = environment['HANDRAIL_BROWSER_ARGUMENTS'];
  if (!text) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error('HANDRAIL_BROWSER_ARGUMENTS is not JSON; give an array of strings', { cause });
  }
  const parsed = v.safeParse(v.array(v.string()), value);
  if (!parsed.success) throw new Error('HANDRAIL_BROWSER_ARGUMENTS is not an array of strings');
  return parsed.output;
}
