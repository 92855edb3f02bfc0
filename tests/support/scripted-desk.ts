import { ConsoleCore } from '#console/core/console-core.ts';
import type { ConsolePorts } from '#console/core/console-ports.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { issueCertificate } from '#shared/std/crypto/certificate.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { permissionKinds, type PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { MemoryFileStore } from '#shared/std/transfer/testing/memory-file-store.ts';
import type { EntryView, SessionView } from '#shared/std/view/console-view.ts';
import { MemoryArchive } from './memory-archive.ts';
import { ScriptedCustomer } from './scripted-customer.ts';
import { seededBytes } from './seeded-bytes.ts';
import { turns } from './turns.ts';

/** How far a session has come. */
export type DeskStage = 'created' | 'secured' | 'waiting' | 'started' | 'connected' | 'verified' | 'viewing';

const stages: readonly DeskStage[] = ['created', 'secured', 'waiting', 'started', 'connected', 'verified', 'viewing'];

/** A console whose relay and customer are the test's, with one session brought as far as `stage`. */
export async function deskAt(
  stage: DeskStage,
  ports: Partial<ConsolePorts> = {},
  method: EntryView['method'] = 'pin',
  created: ScriptedCustomer['created'] = {},
  sessionType: SessionType = 'remoteSupport',
) {
  const clock = new FakeClock();
  const random = seededBytes('desk');
  const customer = new ScriptedCustomer({ clock });
  const archive = new MemoryArchive();
  const store = new MemoryFileStore();
  const signer = nodeSignerFromSeed(random(32));
  const certificate = {
    organisation: 'Acme IT',
    technician: 'Anna Weber',
    devicePublicKey: signer.publicKey,
    permissions: permissionKinds,
    notBeforeMs: clock.wallMs() - 1_000,
    notAfterMs: clock.wallMs() + 3_600_000,
    serial: 1,
  };
  const root = nodeSignerFromSeed(random(32));
  const device = { signer, certificate, signedCertificate: issueCertificate(root, certificate) };
  const desk = new ConsoleCore({
    clock,
    random,
    logger: silentLogger,
    device,
    relayUrl: 'wss://relay.example/ws',
    relayHost: 'relay.example',
    openSocket: customer.openSocket,
    openDataConnection: customer.network.open,
    verify: nodeVerifySignature,
    archive,
    fileStore: store,
    hash: nativeSha256,
    ...ports,
  });
  const id = customer.session;
  const { peer } = customer;
  const reached = (wanted: DeskStage): boolean => stages.indexOf(stage) >= stages.indexOf(wanted);

  customer.created = created;
  await turns();
  const creating = desk.createSession({ name: 'Otto Beck', type: sessionType, method });
  await turns();
  await creating;
  if (reached('secured')) {
    customer.claim();
    await turns(2);
    peer.sendSealed({ t: 'customer/hello', platform: 'linux', canBeControlled: true });
  }
  if (reached('waiting')) {
    const termsHash = toBase64Url(new Uint8Array(32));
    peer.sendSealed({ t: 'terms/answer', accepted: true, termsVersion: '1', termsHash, locale: 'en' });
    await turns();
  }
  if (reached('started')) await desk.session(id)?.start();
  if (reached('connected')) await turns(3);
  if (reached('verified')) {
    peer.sendSealed({ t: 'verification/done' });
    await turns();
  }
  if (reached('viewing')) {
    await grant('viewScreen');
    peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null });
    await turns();
  }

  /** The technician asks, and the customer allows. */
  async function grant(kind: PermissionKind): Promise<void> {
    desk.session(id)?.tools?.ask(kind);
    await turns();
    for (const asked of peer.heardPeer.splice(0)) {
      if (asked.t !== 'permission/ask') continue;
      peer.send({ t: 'permission/answer', request: asked.request, kind: asked.kind, granted: true, reason: null });
    }
    await turns();
  }

  return {
    clock,
    customer,
    peer,
    archive,
    store,
    desk,
    id,
    grant,
    session: () => desk.session(id),
    view: (): SessionView => {
      const view = desk.view.sessions.find((each) => each.id === id);
      if (view === undefined) throw new Error('no session');
      return view;
    },
    rows: (): readonly string[] => archive.readExport(id).rows.map(({ type }) => type),
    /** Lets time pass in steps, with everything that it leads to. */
    pass: async (ms: number, stepMs = 500): Promise<void> => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(Math.min(stepMs, ms - passed));
        await turns();
      }
    },
  };
}
