import { randomBytes } from 'node:crypto';
import { homedir, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { openWsRelaySocket } from '#shared/node/ws-relay-socket.ts';
import { LastingWindow } from '#shared/shell/lasting-window.ts';
import type { Shell } from '#shared/shell/shell.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { verifyStrictly } from '#shared/std/crypto/signature.ts';
import { failureParagraph } from '#shared/std/messages/failure-message.ts';
import { parseRelayAddress, type RelayTarget } from '#shared/std/session/relay-address.ts';
import { RpcServer } from '#shared/std/rpc/server.ts';
import {
  consoleContract,
  consoleEventNames,
  type ConsoleCallResults,
  type ConsoleEvents,
} from '#shared/std/view/console-contract.ts';
import { addressScreenMessage } from '#shared/std/view/addressed-screen-message.ts';
import { ConsoleCore } from '../core/console-core.ts';
import type { DeviceIdentity } from '../core/console-ports.ts';
import { consoleHandlers } from './console-handlers.ts';
import { enrolledIdentity, loadDeviceSigner, ownIdentity, type IdentityFiles } from './device-identity.ts';
import { EmbeddedRelay, type StartRelayProcess } from './embedded-relay.ts';
import { LogExporter } from './log-exporter.ts';
import { logDatabasePath } from './log/log-database-path.ts';
import { openLogDatabase } from './log/open-log-database.ts';

export type ConsoleSettings = {
  /** Null: bring a relay along. */
  readonly relay: RelayTarget | null;
  /** For the relay that is brought along. */
  readonly listenHost: string;
  readonly listenPort: number;
  readonly organisation: string;
  readonly technician: string;
  /** From the administrator of `relay`; needed once. */
  readonly certificateFile: string | null;
  readonly dataFolder: string;
  /** Where received files and exported logs go. Default: the user's downloads. */
  readonly downloadFolder: string | null;
};

type Connection = {
  readonly target: RelayTarget;
  readonly device: DeviceIdentity;
  readonly embedded: EmbeddedRelay | null;
};

/** The console, whatever the shell. Resolves with the exit code when the person has closed it. */
export async function runConsole(
  settings: ConsoleSettings,
  shell: Shell,
  startRelay: StartRelayProcess,
  logger: Logger,
  print: (text: string) => void,
): Promise<number> {
  const clock = systemClock;
  const files: IdentityFiles = {
    folder: settings.dataFolder,
    secrets: shell.secrets,
    random: (count) => Uint8Array.from(randomBytes(count)),
    nowMs: clock.wallMs(),
  };
  const connection = await connect(settings, files, startRelay, logger);
  if (connection === null) {
    print(`${failureParagraph('notEnrolled')}\n\n  ${toBase64Url(loadDeviceSigner(files).publicKey)}\n`);
    return 1;
  }
  const downloadFolder = settings.downloadFolder ?? join(homedir(), 'Downloads');
  const database = openLogDatabase(logDatabasePath(settings.dataFolder));
  const fileStore = new DiskFileStore({ folder: downloadFolder, platform: process.platform, clock, logger });
  const core = new ConsoleCore({
    clock,
    random: files.random,
    logger,
    device: connection.device,
    relayUrl: connection.target.socketUrl,
    relayHost: connection.target.host,
    openSocket: openWsRelaySocket,
    openDataConnection: (role) => new RtcDataConnection({ role, iceServers: [], logger }),
    verify: verifyStrictly,
    archive: database,
    fileStore,
    hash: nativeSha256,
  });
  const handlers = consoleHandlers({
    core,
    exporter: new LogExporter(database, fileStore, logger),
    takeFile: (ticket) => shell.takeFile(ticket),
    revealFile: (path) => shell.revealFile(path),
  });
  const server = new RpcServer<typeof consoleContract, ConsoleCallResults, ConsoleEvents>(
    consoleContract,
    handlers,
    logger,
  );
  for (const name of consoleEventNames) core.on(name, (payload) => server.emit(name, payload));
  core.onScreenMessage(({ session, bytes }) => server.emitBinary(addressScreenMessage(session, bytes)));
  let resolveDone: () => void = () => {};
  const done = new Promise<void>((resolve) => {
    resolveDone = resolve;
  });
  const window = new LastingWindow({
    shell,
    logger,
    window: { page: 'console', title: 'Handrail console', widthPixels: 1360, heightPixels: 860 },
    serve: (link) => {
      const stop = server.accept(link);
      server.emitTo(link, 'view', { name: 'view/reset', view: core.view });
      return stop;
    },
    onPageGone: () => {
      // Nobody is at the mouse any more; what is held down must not stay so.
      for (const { id } of core.view.sessions) core.session(id)?.tools?.input?.releaseAll();
    },
    // Sessions live on in main: while one does, the window comes back.
    mayReopen: () => core.hasLiveSessions,
    onClosed: () => resolveDone(),
  });
  print(welcome(connection));
  try {
    await window.open();
    const stop = (): void => resolveDone();
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
    await done;
  } finally {
    await core.close();
    await window.close();
    await shell.close();
    await connection.embedded?.close();
    database.close();
  }
  return 0;
}

async function connect(
  settings: ConsoleSettings,
  files: IdentityFiles,
  startRelay: StartRelayProcess,
  logger: Logger,
): Promise<Connection | null> {
  if (settings.relay !== null) {
    const device = enrolledIdentity(files, settings.relay.host, settings.certificateFile);
    return device && { target: settings.relay, device, embedded: null };
  }
  const { device, organisationPublicKey } = ownIdentity(files, settings);
  const publicUrl = publicUrlFor(settings);
  // One word each: a key may begin with a dash, which as a word of its own would be taken for another flag.
  const flags = [
    `--host=${settings.listenHost}`,
    `--port=${settings.listenPort}`,
    `--organisation-keys=${toBase64Url(organisationPublicKey)}`,
    `--data-dir=${join(settings.dataFolder, 'relay')}`,
    ...(publicUrl === null ? [] : [`--public-url=${publicUrl}`]),
  ];
  const embedded = await EmbeddedRelay.start(startRelay, flags, logger);
  const target = parseRelayAddress(embedded.url);
  if (target === null) throw new Error(`the relay gave an address that is none: ${embedded.url}`);
  return { target, device, embedded };
}

/** A relay that listens on every address needs one that others can use: this computer's first in the network. */
function publicUrlFor({ listenHost, listenPort }: ConsoleSettings): string | null {
  if (listenHost !== '0.0.0.0' && listenHost !== '::') return null;
  const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  const outside = addresses.find(({ internal, family }) => !internal && family === 'IPv4');
  return `http://${outside?.address ?? '127.0.0.1'}:${listenPort}`;
}

function welcome({ target, embedded }: Connection): string {
  const address = target.socketUrl.replace(/^ws/, 'http').replace(/\/ws$/, '');
  const relay =
    embedded === null
      ? `Relay            ${address}`
      : `Relay            ${address} (brought along, ends with the console)`;
  return `Handrail console
  ${relay}
  Customers go to  ${address}   and enter the PIN that you give them,
  or start         npm run applet -- --relay ${address}
`;
}
