import { AppletCore } from '#applet/core/applet-core.ts';
import type { AppletPorts, Entry } from '#applet/core/applet-ports.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { succeed } from '#shared/std/core/result.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { MemoryFileStore } from '#shared/std/transfer/testing/memory-file-store.ts';
import { RecordingDriver } from './recording-driver.ts';
import { ScriptedTechnician } from './scripted-technician.ts';
import { seededBytes } from './seeded-bytes.ts';
import { turns } from './turns.ts';

/** How far a session has come. */
export type AppletStage =
  | 'new'
  | 'joined'
  | 'accepted'
  | 'started'
  | 'connected'
  | 'verified'
  | 'viewing'
  | 'controlled';

const stages: readonly AppletStage[] = [
  'new',
  'joined',
  'accepted',
  'started',
  'connected',
  'verified',
  'viewing',
  'controlled',
];

export type ScriptedAppletOptions = {
  readonly certified?: readonly PermissionKind[];
  readonly linkSecret?: Uint8Array;
  /** What the customer's link says, when it is not what the technician made. */
  readonly link?: Partial<Extract<Entry, { method: 'link' }>>;
  readonly ports?: Partial<AppletPorts>;
  readonly seed?: string;
  /** What the technician's side says that the session is for. Default: nothing. */
  readonly sessionType?: SessionType;
  /** The window captures and stops when it is told to. Default: it does. */
  readonly windowObeys?: boolean;
};

/** An applet whose relay and technician are the test's, brought as far as `stage`. The test is its window, too. */
export async function appletAt(stage: AppletStage, options: ScriptedAppletOptions = {}) {
  const clock = new FakeClock();
  const { certified, linkSecret, seed } = options;
  const technician = new ScriptedTechnician({
    clock,
    ...(certified && { certified }),
    ...(linkSecret && { linkSecret }),
    ...(seed !== undefined && { seed }),
  });
  const driver = new RecordingDriver();
  const store = new MemoryFileStore();
  const killed: number[] = [];
  const kept: string[] = [];
  const window: string[] = [];
  const applet = new AppletCore({
    clock,
    random: seededBytes(`applet ${seed ?? ''}`),
    logger: silentLogger,
    relayUrl: 'wss://relay.example/ws',
    openSocket: technician.openSocket,
    openDataConnection: technician.network.open,
    verify: nodeVerifySignature,
    makeSigner: nodeSignerFromSeed,
    terms: () => ({ version: '1', text: 'The terms.' }),
    platform: 'linux',
    driver,
    screenStreamer: null,
    fileStore: store,
    downloadFolder: null,
    hash: nativeSha256,
    takeFile: () => null,
    keepLog: (_name, text) => {
      kept.push(text);
      return Promise.resolve(succeed(null));
    },
    killWindow: () => killed.push(clock.monotonicMs()),
    hostWindows: () => [],
    ...options.ports,
  });
  const { calls, notices } = applet.handlers;
  applet.on('captureStart', ({ generation }) => {
    window.push(`start ${generation}`);
    if (options.windowObeys !== false)
      queueMicrotask(() => notices['capture/started']({ generation, wholeScreen: true }));
  });
  applet.on('captureStop', ({ generation }) => {
    window.push(`stop ${generation}`);
    if (options.windowObeys !== false) queueMicrotask(() => notices['capture/stopped']({ generation }));
  });
  const { peer } = technician;
  const reached = (wanted: AppletStage): boolean => stages.indexOf(stage) >= stages.indexOf(wanted);

  /** The technician asks and the person allows. */
  async function grant(kind: PermissionKind): Promise<void> {
    peer.send({ t: 'permission/ask', request: `request-${kind}`, kind });
    await turns();
    const { prompt } = applet.view;
    await calls['permission/answer']({ prompt: prompt?.id ?? '', allowed: true });
    await turns();
  }

  if (reached('joined')) {
    const link = {
      method: 'link',
      session: technician.session,
      deviceFingerprint: technician.deviceFingerprint,
    } as const;
    applet.join(linkSecret ? { ...link, secret: linkSecret, ...options.link } : { method: 'pin', pin: '123456' });
    await turns(3);
    const { sessionType } = options;
    if (sessionType !== undefined) peer.sendSealed({ t: 'technician/hello', sessionType });
    await turns();
  }
  if (reached('accepted')) await calls['terms/answer']({ accepted: true, locale: 'en' });
  if (reached('started')) {
    peer.sendSealed({ t: 'session/start' });
    await turns();
  }
  if (reached('connected')) {
    peer.offer();
    await turns(2);
  }
  if (reached('verified') && !linkSecret) await calls['verification/enter']({ code: technician.code });
  if (reached('viewing')) await grant('viewScreen');
  if (reached('controlled')) await grant('control');
  await turns();

  return {
    clock,
    technician,
    peer,
    applet,
    calls,
    notices,
    driver,
    store,
    /** When the window was killed. */
    killed,
    /** What the core asked of the window's capture. */
    window,
    /** Texts that `log/keep` gave to the customer. */
    kept,
    grant,
    view: () => applet.view,
    /** What the technician's side heard of this kind. */
    heard: (t: string) => peer.heardPeer.filter((message) => message.t === t),
    rows: (): readonly string[] => applet.view.log.map(({ type }) => type),
    /** Lets time pass in steps, with everything that it leads to. */
    pass: async (ms: number, stepMs = 500): Promise<void> => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        clock.advance(Math.min(stepMs, ms - passed));
        await turns();
      }
    },
  };
}

export type ScriptedApplet = Awaited<ReturnType<typeof appletAt>>;
