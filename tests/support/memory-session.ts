import { AppletCore } from '#applet/core/applet-core.ts';
import type { AppletPorts } from '#applet/core/applet-ports.ts';
import { ConsoleCore } from '#console/core/console-core.ts';
import type { ConsolePorts } from '#console/core/console-ports.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { succeed } from '#shared/std/core/result.ts';
import { issueCertificate } from '#shared/std/crypto/certificate.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { MemoryFileStore } from '#shared/std/transfer/testing/memory-file-store.ts';
import { FakeNetwork } from './fake-data-connection.ts';
import { MemoryArchive } from './memory-archive.ts';
import { MemoryRelay } from './memory-relay.ts';
import { RecordingDriver } from './recording-driver.ts';
import { seededBytes } from './seeded-bytes.ts';
import { turns } from './turns.ts';

export type MemoryOptions = {
  readonly certified?: readonly PermissionKind[];
  readonly console?: Partial<ConsolePorts>;
  readonly applet?: Partial<AppletPorts>;
};

/**
 * A console and an applet on one clock that stands still, joined by the relay's own handlers and by data connections in
 * memory: everything of a session but sockets, disks and windows, and no time passes unless a test says so.
 */
export function startMemorySession(options: MemoryOptions = {}) {
  const clock = new FakeClock();
  const random = seededBytes('memory session');
  const root = nodeSignerFromSeed(random(32));
  const signer = nodeSignerFromSeed(random(32));
  const certificate = {
    organisation: 'Acme IT',
    technician: 'Anna Weber',
    devicePublicKey: signer.publicKey,
    permissions: options.certified ?? permissionKinds,
    notBeforeMs: clock.wallMs() - 1_000,
    notAfterMs: clock.wallMs() + 24 * 3_600_000,
    serial: 1,
  };
  const device = { signer, certificate, signedCertificate: issueCertificate(root, certificate) };
  const relay = new MemoryRelay({ clock, random, organisationKeys: [root.publicKey] });
  const network = new FakeNetwork(clock);
  const archive = new MemoryArchive();
  const driver = new RecordingDriver();
  const stores = { technician: new MemoryFileStore(), customer: new MemoryFileStore() };
  const kept: string[] = [];
  const killed: number[] = [];
  const shared = {
    clock,
    random,
    logger: silentLogger,
    relayUrl: relay.url,
    openSocket: relay.openSocket,
    openDataConnection: network.open,
    verify: nodeVerifySignature,
    hash: nativeSha256,
  };
  const ports: ConsolePorts = {
    ...shared,
    device,
    relayHost: relay.host,
    archive,
    fileStore: stores.technician,
    ...options.console,
  };
  const desk = new ConsoleCore(ports);
  const makeApplet = (): AppletCore =>
    new AppletCore({
      ...shared,
      makeSigner: nodeSignerFromSeed,
      terms: () => ({ version: '1', text: 'The terms.' }),
      platform: 'linux',
      driver,
      screenStreamer: null,
      fileStore: stores.customer,
      downloadFolder: null,
      takeFile: () => null,
      keepLog: (_name, text) => {
        kept.push(text);
        return Promise.resolve(succeed(null));
      },
      killWindow: () => killed.push(clock.monotonicMs()),
      hostWindows: () => [],
      ...options.applet,
    });
  const applet = makeApplet();

  return {
    clock,
    relay,
    network,
    archive,
    driver,
    stores,
    /** What the console was built with, for another one. */
    ports,
    desk,
    applet,
    makeApplet,
    /** Texts that `log/keep` gave to the customer. */
    kept,
    /** When the applet's window was killed. */
    killed,
    /** Lets time pass in steps, with everything that it leads to. */
    pass: async (ms: number, stepMs = 500): Promise<void> => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(Math.min(stepMs, ms - passed));
        await turns();
      }
    },
  };
}

export type MemorySession = ReturnType<typeof startMemorySession>;
