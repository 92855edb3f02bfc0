import { homedir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { keepText } from '#shared/node/keep-text.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { openWsRelaySocket } from '#shared/node/ws-relay-socket.ts';
import { LastingWindow } from '#shared/shell/lasting-window.ts';
import type { Shell } from '#shared/shell/shell.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { verifyStrictly } from '#shared/std/crypto/signature.ts';
import { findTerms, termsText, termsVersion } from '#shared/std/messages/terms/terms-of-use.ts';
import type { RelayTarget } from '#shared/std/session/relay-address.ts';
import {
  appletContract,
  appletEventNames,
  type AppletCallResults,
  type AppletEvents,
} from '#shared/std/view/applet-contract.ts';
import { RpcServer } from '#shared/std/rpc/server.ts';
import { AppletCore } from '../core/applet-core.ts';
import type { Entry } from '../core/applet-ports.ts';
import { LateInputDriver } from './late-input-driver.ts';
import { WorkerScreenStreamer } from './screen/worker-screen-streamer.ts';
import { describeViewing } from './viewing-bar-text.ts';

export type AppletSettings = {
  readonly relay: RelayTarget;
  /** Put into the PIN field; the person still presses Connect. */
  readonly pin: string;
  /** A link was opened: join at once. */
  readonly link: Extract<Entry, { method: 'link' }> | null;
  /** Where received files and the kept log go. Default: the user's downloads. */
  readonly downloadFolder: string | null;
};

/** A closed window of a running session comes back once; closed again within this time, it is meant. */
const closeAgainMs = 10_000;

/** The applet on a computer, whatever the shell. Resolves when the person has closed it. */
export async function runApplet(
  settings: AppletSettings,
  shell: Shell,
  logger: Logger,
  /** Where screen/screen-worker.ts is, as a file that Node can run as a thread. */
  screenWorker: URL,
): Promise<void> {
  const downloadFolder = settings.downloadFolder ?? join(homedir(), 'Downloads');
  const clock = systemClock;
  const canBeControlled = process.platform !== 'linux' || process.env['DISPLAY'] !== undefined;
  const driver = canBeControlled
    ? new LateInputDriver({ platform: process.platform, environment: process.env, clock, logger })
    : null;

  const screenStreamer = new WorkerScreenStreamer({ worker: screenWorker, environment: process.env, logger });
  const fileStore = new DiskFileStore({ folder: downloadFolder, platform: process.platform, clock, logger });
  const core = new AppletCore(
    {
      clock,
      random: randomBytes,
      logger,
      relayUrl: settings.relay.socketUrl,
      openSocket: openWsRelaySocket,
      openDataConnection: (role) => new RtcDataConnection({ role, iceServers: [], logger }),
      verify: verifyStrictly,
      makeSigner: nodeSignerFromSeed,
      terms: (locale) => ({ version: termsVersion, text: termsText(findTerms(locale)) }),
      platform: platformName(),
      driver,
      screenStreamer,
      fileStore,
      downloadFolder,
      hash: nativeSha256,
      takeFile: (ticket) => shell.takeFile(ticket),
      keepLog: (fileName, text) => keepText(fileStore, fileName, text),
      hostWindows: () => [window.current?.bounds() ?? [], shell.bar?.bounds() ?? []].flat(),
      killWindow: () => window.kill(),
    },
    settings.pin,
  );

  const server = new RpcServer<typeof appletContract, AppletCallResults, AppletEvents>(
    appletContract,
    core.handlers,
    logger,
  );
  for (const name of appletEventNames) core.on(name, (payload) => server.emit(name, payload));
  let resolveDone: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    resolveDone = resolve;
  });
  let closedAtMs = Number.NEGATIVE_INFINITY;
  const window = new LastingWindow({
    shell,
    logger,
    window: { page: 'applet', title: 'Handrail', widthPixels: 460, heightPixels: 720 },
    serve: (link) => {
      const stop = server.accept(link);
      server.emitTo(link, 'view', { name: 'view/reset', view: core.view });
      core.windowReady();
      return stop;
    },
    onPageGone: () => core.windowGone(),
    mayReopen: () => {
      // Closing the window takes everything back; whoever closes it again wants out.
      core.revokeAll();
      const again = clock.monotonicMs() - closedAtMs < closeAgainMs;
      closedAtMs = clock.monotonicMs();
      if (again) void core.close();
      return core.isBusy;
    },
    onClosed: () => resolveDone(),
  });

  const stopBar = followBar(core, shell);
  let isPrepared = false;
  const stopWatching = core.on('view', () => {
    if (core.view.step.name !== 'session' || isPrepared) return;
    isPrepared = true;
    void driver?.prepare();
    screenStreamer.prepare();
  });
  await window.open();
  if (settings.link !== null) core.join(settings.link);

  const stop = (): void => resolveDone();
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await done;
  await core.close();
  await screenStreamer.close();
  stopBar();
  stopWatching();
  await window.close();
  await driver?.close();
  await shell.close();
}

/** Keeps the host's own bar, where it has one, in step with what the technician sees and does. */
function followBar(core: AppletCore, shell: Shell): () => void {
  const { bar } = shell;
  if (bar === null) return () => {};
  const stopButton = bar.onStop(() => core.revokeAll());
  const stopView = core.on('view', () => {
    const text = describeViewing(core.view, Intl.DateTimeFormat().resolvedOptions().locale);
    if (text === null) bar.hide();
    else bar.show(text);
  });
  return () => {
    stopButton();
    stopView();
    bar.hide();
  };
}

function platformName(): string {
  if (process.platform === 'win32') return 'windows';
  return process.platform === 'darwin' ? 'mac' : 'linux';
}
