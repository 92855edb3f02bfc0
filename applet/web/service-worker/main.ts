import { linkAddress, ShellCache, type Shell } from './shell-cache.ts';

// Entry point of the service worker: a file of its own, `/sw.js`, with the build's list of files in it.

/** What TypeScript's page library does not know of service workers. */
type ExtendableEvent = Event & { readonly waitUntil: (done: Promise<unknown>) => void };
type InstallEvent = ExtendableEvent & {
  /** Chromium's alone: what is told here never wakes the worker. */
  readonly addRoutes?: (routes: {
    readonly condition: { readonly urlPattern: string };
    readonly source: 'network';
  }) => Promise<void>;
};
type FetchEvent = ExtendableEvent & {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
};
type WorkerScope = {
  addEventListener(name: 'install', listener: (event: InstallEvent) => void): void;
  addEventListener(name: 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(name: 'fetch', listener: (event: FetchEvent) => void): void;
};

/** Put in by the build. */
declare const handrailShell: Shell;

const scope = globalThis as unknown as WorkerScope;
const shell = new ShellCache({
  shell: handrailShell,
  origin: location.origin,
  caches,
  fetch: (request, options) => fetch(request, options),
});

// A new version waits until the pages of the one before are closed: each finds the files that belong to it.
scope.addEventListener('install', (event) => {
  event.waitUntil(shell.install());
  const leftAlone = event.addRoutes?.({ condition: { urlPattern: linkAddress }, source: 'network' });
  if (leftAlone !== undefined) event.waitUntil(leftAlone);
});
scope.addEventListener('activate', (event) => event.waitUntil(shell.tidy()));
scope.addEventListener('fetch', (event) => {
  const answer = shell.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});
