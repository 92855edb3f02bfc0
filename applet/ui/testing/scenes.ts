import type { CallState } from '#shared/std/lens/call-state.ts';
import { noLens, type AppletView } from '#shared/std/view/applet-view.ts';

/** Three minutes ago on the preview's own clock. */
const sinceMs = Date.now() - 180_000;

const empty: AppletView = {
  ...noLens,
  step: { name: 'enterPin', pin: '', failure: null },
  relay: { state: 'idle', url: 'wss://help.example/relay' },
  technician: null,
  verification: { state: 'none' },
  prompt: null,
  granted: [],
  activity: { screenSeen: false, controlled: false },
  connection: { state: 'none' },
  chat: [],
  log: [],
  transfers: [],
  downloadFolder: '/home/maria/Downloads',
  canBeControlled: true,
  windowCaptures: true,
};

const met: AppletView = {
  ...empty,
  relay: { state: 'connected', url: 'wss://help.example/relay' },
  technician: { name: 'Anna Weber', organisation: 'Acme IT' },
  verification: { state: 'codeNeeded', triesLeft: 3, wrong: false },
};

const session: AppletView = {
  ...met,
  step: { name: 'session', startedAtMs: sinceMs },
  verification: { state: 'verified', by: 'code' },
  connection: { state: 'connected', path: 'direct', roundTripMs: 12 },
  chat: [
    {
      id: 'chat-0001',
      from: 'technician',
      text: 'Hello, I am Anna. What does the printer do?',
      atMs: sinceMs,
      delivery: 'delivered',
    },
    {
      id: 'chat-0002',
      from: 'customer',
      text: 'Nothing at all. It blinks.',
      atMs: sinceMs + 40_000,
      delivery: 'delivered',
    },
    {
      id: 'chat-0003',
      from: 'technician',
      text: 'Then let us look at it together. I will ask to see your screen now.',
      atMs: sinceMs + 60_000,
      delivery: 'delivered',
    },
  ],
  log: [
    { index: 1, atMs: sinceMs - 60_000, actor: 'customer', type: 'customer/joined', body: { platform: 'Windows' } },
    {
      index: 2,
      atMs: sinceMs - 50_000,
      actor: 'customer',
      type: 'terms/accepted',
      body: { version: '1', hash: 'ab12cd34ef56ab12cd34', locale: 'en' },
    },
    { index: 3, atMs: sinceMs - 30_000, actor: 'handrail', type: 'verification/done', body: { by: 'code' } },
    { index: 4, atMs: sinceMs, actor: 'technician', type: 'session/started', body: {} },
    { index: 5, atMs: sinceMs + 1_000, actor: 'handrail', type: 'connection/opened', body: { path: 'direct' } },
    { index: 6, atMs: sinceMs + 61_000, actor: 'technician', type: 'permission/asked', body: { kind: 'viewScreen' } },
    { index: 7, atMs: sinceMs + 65_000, actor: 'customer', type: 'permission/allowed', body: { kind: 'viewScreen' } },
  ],
};

const seen: AppletView = {
  ...session,
  granted: [{ kind: 'viewScreen', sinceMs: sinceMs + 65_000 }],
  activity: { screenSeen: true, controlled: false },
};

const controlled: AppletView = {
  ...seen,
  granted: [
    ...seen.granted,
    { kind: 'control', sinceMs: sinceMs + 90_000 },
    { kind: 'sendFile', sinceMs: sinceMs + 120_000 },
  ],
  activity: { screenSeen: true, controlled: true },
  transfers: [
    {
      id: 'file-0001',
      name: 'printer-driver.zip',
      sizeBytes: 48_000_000,
      direction: 'receiving',
      state: { name: 'running', doneBytes: 21_000_000, bytesPerSecond: 3_400_000 },
    },
    {
      id: 'file-0002',
      name: 'photo of the printer.jpg',
      sizeBytes: 2_100_000,
      direction: 'sending',
      state: { name: 'done', sha256: 'ab', savedAs: null },
    },
    {
      id: 'file-0003',
      name: 'instructions.pdf',
      sizeBytes: 340_000,
      direction: 'receiving',
      state: { name: 'done', sha256: 'cd', savedAs: '/home/maria/Downloads/instructions.pdf' },
    },
  ],
};

const lens: AppletView = {
  ...session,
  sessionType: 'lens',
  canBeControlled: false,
  downloadFolder: null,
  granted: [
    { kind: 'camera', sinceMs },
    { kind: 'voice', sinceMs },
  ],
  technicianVoice: 'live',
};

const prompt = (kind: 'viewScreen' | 'control' | 'sendFile' | 'takeFile' | 'camera') => ({
  id: `prompt-${kind}`,
  kind,
  answerByMs: Date.now() + 55_000,
});

/** One view for each thing that a person can be shown. */
export const scenes = {
  pin: empty,
  pinRefused: { ...empty, step: { name: 'enterPin', pin: '', failure: 'pinRefused' } },
  pinPrefilled: { ...empty, step: { name: 'enterPin', pin: '123456', failure: 'relayUnreachable' } },
  joining: { ...empty, step: { name: 'joining' }, relay: { ...empty.relay, state: 'connecting' } },
  terms: { ...met, step: { name: 'terms', version: '1' } },
  code: { ...met, step: { name: 'waiting' } },
  codeWrong: { ...met, step: { name: 'waiting' }, verification: { state: 'codeNeeded', triesLeft: 1, wrong: true } },
  waiting: { ...met, step: { name: 'waiting' }, verification: { state: 'verified', by: 'code' } },
  waitingRelayLost: {
    ...met,
    step: { name: 'waiting' },
    relay: { ...met.relay, state: 'lost' },
    verification: { state: 'verified', by: 'link' },
  },
  session,
  /** The core captures the screen by itself. */
  laneSession: { ...session, windowCaptures: false },
  sessionNotVerified: { ...session, verification: met.verification, chat: [], log: [] },
  askView: { ...session, prompt: prompt('viewScreen') },
  seen,
  askControl: { ...seen, prompt: prompt('control') },
  askSendFile: { ...seen, prompt: prompt('sendFile') },
  askTakeFile: { ...seen, prompt: prompt('takeFile') },
  controlled,
  relayLost: { ...controlled, relay: { ...met.relay, state: 'lost' } },
  reconnecting: { ...controlled, connection: { state: 'reconnecting' } },
  ended: { ...session, step: { name: 'ended', by: 'technician', reason: 'ended', durationMs: 754_000, failure: null } },
  endedWrongCodes: {
    ...met,
    verification: { state: 'failed' },
    step: { name: 'ended', by: 'handrail', reason: 'wrongCodes', durationMs: 0, failure: 'codeWrongTooOften' },
  },
  lensWaiting: {
    ...met,
    sessionType: 'lens',
    step: { name: 'waiting' },
    verification: { state: 'verified', by: 'code' },
  },
  lens,
  lensPaused: lens,
  lensHeld: lens,
  lensTaken: { ...lens, technicianVoice: 'muted' },
  lensFailed: lens,
  lensReconnecting: { ...lens, connection: { state: 'reconnecting' } },
  lensRecorded: { ...lens, recorded: true },
  lensRequest: { ...lens, cameraRequest: 'torchOn' },
  lensAskCamera: { ...lens, granted: [], prompt: prompt('camera') },
  lensNotVerified: { ...lens, granted: [], verification: met.verification },
  lensFiles: { ...lens, transfers: controlled.transfers },
  lensEnded: {
    ...lens,
    granted: [],
    step: { name: 'ended', by: 'technician', reason: 'ended', durationMs: 754_000, failure: null },
    dataUsed: { sentBytes: 48_300_000, receivedBytes: 2_100_000 },
  },
} as const satisfies Readonly<Record<string, AppletView>>;

/** What the camera does in a scene. Without an entry it is off. */
export const calls = {
  lensWaiting: { camera: { state: 'off' }, canSwitch: false, torch: 'none', microphone: 'none' },
  lens: {},
  lensPaused: { camera: { state: 'paused', by: 'customer' }, microphone: 'muted' },
  lensHeld: { camera: { state: 'paused', by: 'hold' } },
  lensTaken: { microphone: 'taken' },
  lensFailed: { camera: { state: 'failed', reason: 'cameraLost' } },
  lensReconnecting: {},
  lensRecorded: { torch: 'on' },
  lensRequest: {},
  lensAskCamera: { camera: { state: 'off' }, canSwitch: false, torch: 'none', microphone: 'none' },
  lensNotVerified: { camera: { state: 'off' }, canSwitch: false, torch: 'none', microphone: 'none' },
  lensFiles: {},
} as const satisfies Readonly<Partial<Record<SceneName, Partial<CallState>>>>;

export type SceneName = keyof typeof scenes;
