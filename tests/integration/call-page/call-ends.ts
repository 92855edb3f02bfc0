import { Calls } from '#console/renderer/lens/call/calls.ts';
import { PaintedTrack } from '#shared/dom/media/painted-track.ts';
import { LensCall } from '#applet/ui/lens/lens-call.ts';
import { CallReceiver } from '#shared/dom/media/call-receiver.ts';
import { openSimplePeerCallLink } from '#shared/dom/media/simple-peer-call-link.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import type { AppletEvents } from '#shared/std/view/applet-contract.ts';
import type { ConsoleEvents } from '#shared/std/view/console-contract.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';
import { FakeCore } from './fake-core.ts';

// Both ends of a call as their windows make them, each in a page of its own. call-media.test.ts builds, drives and judges them;
// cores and signalling are the test's.

const session = 'session';

/** Every connection that this page ever opened, counted by the browser's own constructor. */
const connections: RTCPeerConnection[] = [];
const opens = RTCPeerConnection;
globalThis.RTCPeerConnection = class extends opens {
  constructor(config?: RTCConfiguration) {
    super(config);
    connections.push(this);
  }
};

/** Bytes of pictures and voices that left by all connections, as the browser counts them. */
export async function sentBytes(): Promise<{ readonly video: number; readonly audio: number }> {
  const sums = { video: 0, audio: 0 };
  for (const connection of connections) {
    const report = await connection.getStats();
    for (const entry of report.values() as Iterable<RTCOutboundRtpStreamStats>) {
      if (entry.type === 'outbound-rtp') sums[entry.kind === 'video' ? 'video' : 'audio'] += entry.bytesSent ?? 0;
    }
  }
  return sums;
}

export function connectionStates(): readonly string[] {
  return connections.map((connection) => connection.connectionState);
}

const core = new FakeCore<AppletEvents, null>(null);
const main = new FakeCore<ConsoleEvents, object>({
  sessions: [
    {
      id: session,
      status: { name: 'active' },
      permissions: { camera: { state: 'granted' }, voice: { state: 'granted' } },
      camera: { call: { camera: { state: 'off' } } },
    },
  ],
});
let lens: LensCall;
let calls: Calls;

export function openCustomer(): void {
  lens = new LensCall({
    remote: core as never,
    clock: systemClock,
    devices: navigator.mediaDevices,
    page: document,
    keepScreenLit: null,
    loadLink: () => Promise.resolve(openSimplePeerCallLink),
    newStream: (tracks) => new MediaStream(tracks),
  });
}

export function openTechnician(): void {
  calls = new Calls({
    remote: main as never,
    clock: systemClock,
    openReceiver: (events) => new CallReceiver({ ...events, clock: systemClock, openLink: openSimplePeerCallLink }),
    devices: navigator.mediaDevices,
  });
  calls.media.subscribe((media) => {
    show(media[session]?.picture ?? null);
    playVoice(media[session]?.voice ?? null);
  });
}

// The customer's page.

export async function prepare(wanted: { readonly camera: boolean; readonly microphone: boolean }): Promise<object> {
  await lens.prepare(wanted);
  return customer();
}

export function customer() {
  const { preview, remoteVoice, call, access } = lens.store.getState();
  playVoice(remoteVoice);
  const [camera] = preview?.getVideoTracks() ?? [];
  return { call, access, preview: camera?.readyState ?? null, device: camera?.getSettings().deviceId ?? null };
}

export function tellCustomer<Name extends keyof AppletEvents>(name: Name, payload: AppletEvents[Name]): void {
  core.tell(name, payload);
}

export function press(name: 'pause' | 'resume' | 'mute' | 'unmute' | 'stop' | 'switchCamera'): void {
  lens[name]();
}

export function customerSaid(name: string): readonly unknown[] {
  return core.of(name);
}

// The technician's page.

export function tellTechnician<Name extends keyof ConsoleEvents>(name: Name, payload: ConsoleEvents[Name]): void {
  main.tell(name, payload);
}

export async function setMicrophone(on: boolean): Promise<object> {
  return await calls.setMicrophone(session, on);
}

export function technicianSaid(name: string): readonly unknown[] {
  return main.of(name);
}

export async function technicianStats() {
  return await calls.stats(session);
}

// Both.

let taken = 0;

/** The signals that this end made since this was last asked. */
export function takeSignals(end: 'customer' | 'technician'): readonly MediaSignal[] {
  const made =
    end === 'customer'
      ? (core.of('call/signal') as MediaSignal[])
      : (main.of('call/signal') as { signal: MediaSignal }[]).map(({ signal }) => signal);
  const fresh = made.slice(taken);
  taken = made.length;
  return fresh;
}

export function giveSignals(end: 'customer' | 'technician', signals: readonly MediaSignal[]): void {
  for (const signal of signals) {
    if (end === 'customer') core.tell('callSignal', signal);
    else main.tell('callSignal', { session, signal });
  }
}

const canvas = document.createElement('canvas');
const voice = document.createElement('audio');
document.body.append(canvas, voice);
const painted = new PaintedTrack();
painted.attach(canvas);
const frames = { seen: 0 };
painted.onFrame(() => {
  frames.seen += 1;
});
let loudness: AnalyserNode | null = null;

function show(track: MediaStreamTrack | null): void {
  if (painted.track !== track) painted.show(track);
}

function playVoice(stream: MediaStream | null): void {
  if (voice.srcObject === stream) return;
  voice.srcObject = stream;
  if (stream === null) return;
  void voice.play();
  loudness = listen(stream);
}

function listen(stream: MediaStream): AnalyserNode {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  return analyser;
}

export function picture() {
  return { frames: frames.seen, width: painted.frame?.width ?? 0, height: painted.frame?.height ?? 0 };
}

/** The loudest moment of the next `durationMs`: 0 is silence, 1 all there is. */
export async function loudest(durationMs: number): Promise<number> {
  const samples = new Float32Array(loudness?.fftSize ?? 0);
  let most = 0;
  const end = performance.now() + durationMs;
  while (performance.now() < end) {
    loudness?.getFloatTimeDomainData(samples);
    for (const sample of samples) most = Math.max(most, Math.abs(sample));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return most;
}

/** How loud the other end is at this moment, as WebRTC itself decodes it: for a browser that lets no page listen unasked. */
export async function receivedLevel(): Promise<number> {
  let level = 0;
  for (const connection of connections) {
    const report = await connection.getStats();
    for (const entry of report.values() as Iterable<RTCInboundRtpStreamStats>) {
      if (entry.type === 'inbound-rtp' && entry.kind === 'audio') level = Math.max(level, entry.audioLevel ?? 0);
    }
  }
  return level;
}

/** Whether the picture was ever without size or frame while `during` ran: sampled with every painted frame. */
export async function watchForBlank(durationMs: number): Promise<{ readonly looked: number; readonly blank: number }> {
  const context = new OffscreenCanvas(8, 8).getContext('2d', { willReadFrequently: true });
  const end = performance.now() + durationMs;
  let looked = 0;
  let blank = 0;
  while (performance.now() < end) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    context?.drawImage(canvas, 0, 0, 8, 8);
    const pixels = context?.getImageData(0, 0, 8, 8).data ?? [];
    looked += 1;
    if (Array.from(pixels).every((value, index) => index % 4 === 3 || value < 8)) blank += 1;
  }
  return { looked, blank };
}
