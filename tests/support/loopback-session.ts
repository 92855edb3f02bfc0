import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppletCore } from '#applet/core/applet-core.ts';
import type { AppletPorts, Entry } from '#applet/core/applet-ports.ts';
import { ConsoleCore } from '#console/core/console-core.ts';
import type { ConsolePorts } from '#console/core/console-ports.ts';
import { openLogDatabase } from '#console/main/log/open-log-database.ts';
import { startRelay } from '#relay/server.ts';
import { DiskFileStore } from '#shared/node/disk-file-store.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { openWsRelaySocket } from '#shared/node/ws-relay-socket.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { succeed } from '#shared/std/core/result.ts';
import { issueCertificate } from '#shared/std/crypto/certificate.ts';
import { verifyStrictly } from '#shared/std/crypto/signature.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import { parseRelayAddress } from '#shared/std/session/relay-address.ts';
import type { AppletView } from '#shared/std/view/applet-view.ts';
import type { EntryView, SessionView } from '#shared/std/view/console-view.ts';
import { RecordingDriver } from './recording-driver.ts';

const random = (count: number): Uint8Array => Uint8Array.from(randomBytes(count));

export type LoopbackOptions = {
  readonly pinTtlMs?: number;
  readonly certified?: readonly PermissionKind[];
  readonly console?: Partial<ConsolePorts>;
  readonly applet?: Partial<AppletPorts>;
};

/** A relay, a console and an applet without windows: real sockets, real WebRTC, real SQLite, on loopback. */
export async function startLoopback(options: LoopbackOptions = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'handrail-test-'));
  const root = nodeSignerFromSeed(random(32));
  const signer = nodeSignerFromSeed(random(32));
  const certificate = {
    organisation: 'Acme IT',
    technician: 'Anna Weber',
    devicePublicKey: signer.publicKey,
    permissions: options.certified ?? permissionKinds,
    notBeforeMs: Date.now() - 1_000,
    notAfterMs: Date.now() + 3_600_000,
    serial: 1,
  };
  const device = { signer, certificate, signedCertificate: issueCertificate(root, certificate) };
  const relayConfig = {
    host: '127.0.0.1',
    publicUrl: null,
    organisationKeys: [root.publicKey],
    allowedOrigins: [],
    pinTtlMs: options.pinTtlMs ?? 900_000,
    tls: null,
    trustProxy: false,
    pageDir: join(folder, 'no-page'),
    iosAppId: null,
    dataDir: folder,
    logLevel: 'silent',
    maxConnections: 100,
  } as const;
  const dependencies = { clock: systemClock, random, logger: silentLogger };
  let relay = await startRelay({ ...relayConfig, port: 0 }, dependencies);
  const { port } = relay.address;
  const target = parseRelayAddress(relay.joinUrl);
  if (target === null) throw new Error(`not an address: ${relay.joinUrl}`);
  const database = openLogDatabase(join(folder, 'log.sqlite'));
  const store = (name: string): DiskFileStore =>
    new DiskFileStore({ ...dependencies, folder: join(folder, name), platform: process.platform });
  const openDataConnection: ConsolePorts['openDataConnection'] = (role) =>
    new RtcDataConnection({ role, iceServers: [], logger: silentLogger });
  const shared = { ...dependencies, openSocket: openWsRelaySocket, openDataConnection, verify: verifyStrictly };
  const consolePorts: ConsolePorts = {
    ...shared,
    device,
    relayUrl: target.socketUrl,
    relayHost: target.host,
    archive: database,
    fileStore: store('technician'),
    hash: nativeSha256,
    ...options.console,
  };
  const desk = new ConsoleCore(consolePorts);
  const driver = new RecordingDriver();
  const makeApplet = (): AppletCore =>
    new AppletCore({
      ...shared,
      relayUrl: target.socketUrl,
      makeSigner: nodeSignerFromSeed,
      terms: () => ({ version: '1', text: 'The terms.' }),
      platform: 'linux',
      driver,
      screenStreamer: null,
      fileStore: store('customer'),
      downloadFolder: join(folder, 'customer'),
      hash: nativeSha256,
      takeFile: () => null,
      keepLog: async () => succeed(null),
      hostWindows: () => [],
      killWindow: () => {},
      ...options.applet,
    });
  const applet = makeApplet();
  const applets = [applet];

  return {
    folder,
    database,
    desk,
    applet,
    driver,
    target,
    device,
    root,
    /** What the console was built with, for another one. */
    consolePorts,
    makeApplet: (): AppletCore => {
      const another = makeApplet();
      applets.push(another);
      return another;
    },
    stopRelay: () => relay.close(),
    restartRelay: async (): Promise<void> => {
      relay = await startRelay({ ...relayConfig, port }, dependencies);
    },
    async close(): Promise<void> {
      await Promise.all(applets.map((each) => each.close()));
      await desk.close();
      await relay.close();
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export type Loopback = Awaited<ReturnType<typeof startLoopback>>;

/** The two ends of a session, whatever joins them. */
export type TwoEnds = Pick<Loopback, 'desk' | 'applet'>;

/** Resolves when the console shows session `id` as `test` wants it; what it waits for is an event, never time. */
export function sessionWhere(
  desk: ConsoleCore,
  id: string,
  test: (session: SessionView) => boolean,
): Promise<SessionView> {
  return new Promise((resolve) => {
    const look = (): void => {
      const session = desk.view.sessions.find((each) => each.id === id);
      if (session === undefined || !test(session)) return;
      stop();
      resolve(session);
    };
    const stop = desk.on('view', look);
    look();
  });
}

/** Resolves when the applet's view is as `test` wants it. */
export function appletWhere(applet: AppletCore, test: (view: AppletView) => boolean): Promise<AppletView> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (!test(applet.view)) return;
      stop();
      resolve(applet.view);
    };
    const stop = applet.on('view', look);
    look();
  });
}

/** Resolves when the console is logged in at its relay. */
export function loggedIn(desk: ConsoleCore): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (desk.view.relay.state !== 'connected') return;
      stop();
      resolve();
    };
    const stop = desk.on('view', look);
    look();
  });
}

/** Creates a session; throws if the console refuses. */
export async function createSession(
  desk: ConsoleCore,
  method: EntryView['method'] = 'pin',
  type: SessionType = 'remoteSupport',
): Promise<SessionView> {
  await loggedIn(desk);
  const created = await desk.createSession({ name: 'Otto Beck', type, method });
  if (!created.ok) throw new Error(`not created: ${created.reason}`);
  return sessionWhere(desk, created.value.session, () => true);
}

/** How the customer comes into this session. */
export function pinOf(session: SessionView): Entry & { method: 'pin' } {
  if (session.entry.method === 'link') throw new Error('a link session has no PIN');
  return { method: 'pin', pin: session.entry.pin };
}

/** Takes a session as far as the data connection: PIN, terms, code, Start. */
export async function startedSession(loopback: TwoEnds, type: SessionType = 'remoteSupport'): Promise<string> {
  const { desk, applet } = loopback;
  const session = await createSession(desk, 'pin', type);
  applet.join(pinOf(session));
  await appletWhere(applet, ({ step }) => step.name === 'terms');
  await applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
  const { verification } = await sessionWhere(desk, session.id, ({ status }) => status.name === 'waiting');
  if (verification.state !== 'awaitingCode') throw new Error(`no code: ${verification.state}`);
  await applet.handlers.calls['verification/enter']({ code: verification.code });
  await sessionWhere(desk, session.id, (now) => now.verification.state === 'verified');
  await desk.session(session.id)?.start();
  await sessionWhere(desk, session.id, ({ connection }) => connection.state === 'connected');
  await appletWhere(applet, ({ connection }) => connection.state === 'connected');
  return session.id;
}

/** Plays the applet's window: captures the whole screen whenever it is told to, and stops when it is told to. */
export function playWindow(applet: AppletCore, wholeScreen = true): void {
  applet.on('captureStart', ({ generation }) =>
    queueMicrotask(() => applet.handlers.notices['capture/started']({ generation, wholeScreen })),
  );
  applet.on('captureStop', ({ generation }) =>
    queueMicrotask(() => applet.handlers.notices['capture/stopped']({ generation })),
  );
}

/** The technician asks, the customer's window answers. */
export async function askAndAnswer(
  loopback: TwoEnds,
  id: string,
  kind: PermissionKind,
  allowed: boolean,
): Promise<void> {
  const { desk, applet } = loopback;
  desk.session(id)?.tools?.ask(kind);
  const { prompt } = await appletWhere(applet, (view) => view.prompt?.kind === kind);
  await applet.handlers.calls['permission/answer']({ prompt: prompt?.id ?? '', allowed });
  await sessionWhere(desk, id, ({ permissions }) => permissions[kind].state === (allowed ? 'granted' : 'denied'));
}
