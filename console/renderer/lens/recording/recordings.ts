import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Clock } from '#shared/std/core/clock.ts';
import { DisposeBag } from '#shared/std/core/dispose.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Result } from '#shared/std/core/result.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import type { Size } from '../../input/picture-geometry.ts';
import { pictureName } from '../../saving/picture-name.ts';
import type { PictureFile } from '../../saving/save-picture.ts';
import type { ConsoleRemote } from '../../window/console-remote.ts';
import { isOver } from '../../window/window-state.ts';
import { noMedia, type CallControls } from '../call/call-media.ts';
import type { CallRecorder, OpenCallRecorder, RecordedFile } from './call-recorder.ts';
import type { PictureOverlay } from './picture-composer.ts';
import { limitWarningBytes, limitWarningMs, maxRecordingBytes, maxRecordingMs } from './recording-limits.ts';
import { RunningTime } from './running-time.ts';

/** A recording as the window shows it. Times are of the wall clock. */
export type RunningRecording = {
  readonly startedAtMs: number;
  /** Since when nothing is kept; null while it runs. */
  readonly pausedAtMs: number | null;
  readonly pausedForMs: number;
};

/** What has to be said about a recording. */
export type RecordingNotice =
  | { readonly what: 'saved' | 'savedUnlogged'; readonly name: string }
  | { readonly what: 'refused'; readonly reason: FailureCode }
  | { readonly what: 'nearLimit' | 'limit' | 'failed' | 'lost' };

export type RecordingsOptions = {
  readonly remote: Pick<ConsoleRemote, 'call' | 'store'>;
  readonly clock: Clock;
  readonly calls: Pick<CallControls, 'media' | 'ownVoice'>;
  readonly open: OpenCallRecorder;
  /** What lies over a frame of its camera, and for how long that waits for it: as `PictureComposerOptions` have it. */
  overlay(session: SessionView, rtpTimestamp: number | null): PictureOverlay;
  waitMs(session: SessionView, frame: VideoFrame, heldForMs: number): number;
  /** How large the camera's picture is on the screen; null while it is not in sight. */
  shownSize(session: string): Size | null;
  save(session: string, file: PictureFile): Promise<Result<null, FailureCode>>;
};

type Entry = {
  readonly recorder: CallRecorder;
  readonly name: string;
  readonly startedAtMs: number;
  readonly time: RunningTime;
  warned: boolean;
  saving: Promise<void> | null;
};

/**
 * Keeps calls. It lives outside the components and follows main's view: whatever ends a recording, its file is saved whole and
 * named in the log, while another tab is in front or the session's tab is gone.
 */
export class Recordings {
  /** Of each session that is being recorded. */
  readonly running: StoreApi<Readonly<Record<string, RunningRecording>>> = createStore(() => ({}));
  readonly #options: RecordingsOptions;
  readonly #entries = new Map<string, Entry>();
  /** Begins when the customer allows it. True once the question is open. */
  readonly #wanted = new Map<string, boolean>();
  readonly #starting = new Set<string>();
  readonly #listeners = new Set<(notice: RecordingNotice) => void>();
  /** What was to be said before anybody listened. */
  readonly #unsaid: RecordingNotice[] = [];
  readonly #bag = new DisposeBag();
  #hasFollowed = false;

  constructor(options: RecordingsOptions) {
    this.#options = options;
    this.#bag.add(
      options.remote.store.subscribe(() => this.#follow()),
      options.calls.media.subscribe(() => {
        for (const [id, { recorder }] of this.#entries) recorder.setSources(this.#sourcesOf(id));
      }),
    );
    this.#follow();
  }

  /** Something is being recorded, or not yet saved. */
  get isSaving(): boolean {
    return this.#entries.size > 0;
  }

  onNotice(listener: (notice: RecordingNotice) => void): () => void {
    this.#listeners.add(listener);
    for (const notice of this.#unsaid.splice(0)) listener(notice);
    return () => this.#listeners.delete(listener);
  }

  /** Records as soon as the customer allows it: now, if they have. */
  begin(session: string): void {
    if (this.#entries.has(session) || this.#starting.has(session)) return;
    this.#wanted.set(session, false);
    this.#follow();
  }

  /** Ends the recording; done when its file is saved. */
  async stop(session: string): Promise<void> {
    const entry = this.#entries.get(session);
    if (entry === undefined) return;
    entry.saving ??= this.#end(session, entry);
    await entry.saving;
  }

  async stopAll(): Promise<void> {
    await Promise.all(Array.from(this.#entries.keys(), (id) => this.stop(id)));
  }

  dispose(): void {
    this.#bag.dispose();
    void this.stopAll();
  }

  #follow(): void {
    const { view } = this.#options.remote.store.getState();
    if (view === null) return;
    if (!this.#hasFollowed) this.#giveUpLost(view.sessions);
    this.#hasFollowed = true;
    const byId = new Map(view.sessions.map((session) => [session.id, session]));
    for (const id of this.#wanted.keys()) this.#followWish(id, byId.get(id));
    for (const [id, entry] of this.#entries) {
      const session = byId.get(id);
      if (session === undefined || !mayBeRecorded(session)) void this.stop(id);
      else this.#setPaused(id, entry, session.status.name !== 'active');
    }
  }

  #followWish(id: string, session: SessionView | undefined): void {
    const state = session?.permissions.recording.state;
    if (session === undefined || isOver(session)) this.#wanted.delete(id);
    else if (state === 'granted') {
      this.#wanted.delete(id);
      void this.#start(session);
    } else if (state === 'asked') this.#wanted.set(id, true);
    else if (this.#wanted.get(id) === true) this.#wanted.delete(id); // The answer was no.
  }

  /** Main believes in a recording that went with the window that made it. */
  #giveUpLost(sessions: readonly SessionView[]): void {
    for (const { id, camera } of sessions) {
      if (camera.recordingSinceMs === null) continue;
      void this.#options.remote.call('recording/stop', { session: id });
      this.#say({ what: 'lost' });
    }
  }

  async #start({ id }: SessionView): Promise<void> {
    const { remote } = this.#options;
    this.#starting.add(id);
    // First of all the customer is told.
    const begun = await remote.call('recording/start', { session: id });
    this.#starting.delete(id);
    if (!begun.ok) {
      this.#say({ what: 'refused', reason: begun.reason });
      return;
    }
    const session = this.#session(id);
    if (session !== undefined && mayBeRecorded(session) && this.#open(session)) return;
    void remote.call('recording/stop', { session: id });
  }

  #open(session: SessionView): boolean {
    const { clock, open } = this.#options;
    const { id, name } = session;
    const sources = this.#sourcesOf(id);
    let recorder: CallRecorder;
    try {
      recorder = open({
        clock,
        size: this.#options.shownSize(id) ?? sizeOf(sources.camera),
        overlay: (rtpTimestamp) => this.#options.overlay(this.#session(id) ?? session, rtpTimestamp),
        waitMs: (frame, heldForMs) => this.#options.waitMs(session, frame, heldForMs),
        onKept: (bytes) => this.#kept(id, bytes),
        onFailed: () => {
          this.#say({ what: 'failed' });
          void this.stop(id);
        },
      });
    } catch {
      this.#say({ what: 'failed' });
      return false;
    }
    recorder.setSources(sources);
    const startedAtMs = clock.wallMs();
    const time = new RunningTime(clock.monotonicMs());
    const entry: Entry = { recorder, name, startedAtMs, time, warned: false, saving: null };
    this.#entries.set(id, entry);
    this.running.setState({ [id]: { startedAtMs, pausedAtMs: null, pausedForMs: 0 } });
    this.#setPaused(id, entry, session.status.name !== 'active');
    return true;
  }

  #setPaused(id: string, entry: Entry, paused: boolean): void {
    if (entry.saving !== null || entry.time.isPaused === paused) return;
    const { clock } = this.#options;
    entry.recorder.setPaused(paused);
    entry.time.setPaused(paused, clock.monotonicMs());
    const shown = this.running.getState()[id];
    if (shown === undefined) return;
    const nowMs = clock.wallMs();
    const pausedForMs = shown.pausedForMs + (shown.pausedAtMs === null ? 0 : Math.max(0, nowMs - shown.pausedAtMs));
    this.running.setState({ [id]: { ...shown, pausedForMs, pausedAtMs: paused ? nowMs : null } });
  }

  #kept(id: string, bytes: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined || entry.saving !== null) return;
    const leftMs = maxRecordingMs - entry.time.elapsedMs(this.#options.clock.monotonicMs());
    const leftBytes = maxRecordingBytes - bytes;
    if (leftMs <= 0 || leftBytes <= 0) {
      this.#say({ what: 'limit' });
      void this.stop(id);
    } else if (!entry.warned && (leftMs <= limitWarningMs || leftBytes <= limitWarningBytes)) {
      entry.warned = true;
      this.#say({ what: 'nearLimit' });
    }
  }

  async #end(id: string, entry: Entry): Promise<void> {
    const { remote } = this.#options;
    // At once: the customer no longer sees that they are recorded when nothing is kept any more, and not before.
    const file = entry.recorder.stop();
    void remote.call('recording/stop', { session: id });
    const { [id]: _, ...others } = this.running.getState();
    this.running.setState(others, true);
    try {
      await this.#save(id, entry, await file);
    } catch {
      this.#say({ what: 'failed' });
    }
    this.#entries.delete(id);
  }

  async #save(id: string, entry: Entry, file: RecordedFile | null): Promise<void> {
    if (file === null) return this.#say({ what: 'failed' });
    const { content, sha256, ending } = file;
    const name = pictureName({ session: entry.name, atMs: entry.startedAtMs, ending });
    const logged = await this.#options.save(id, { content, name, sha256 });
    this.#say({ what: logged.ok ? 'saved' : 'savedUnlogged', name });
  }

  #sourcesOf(id: string): { readonly camera: MediaStreamTrack | null; readonly voices: readonly MediaStreamTrack[] } {
    const { calls } = this.#options;
    const { picture, voice } = calls.media.getState()[id] ?? noMedia;
    const own = calls.ownVoice(id);
    const theirs = voice?.getAudioTracks() ?? [];
    return { camera: picture, voices: own === null ? theirs : [...theirs, own] };
  }

  #session(id: string): SessionView | undefined {
    return this.#options.remote.store.getState().view?.sessions.find((session) => session.id === id);
  }

  #say(notice: RecordingNotice): void {
    if (this.#listeners.size === 0) this.#unsaid.push(notice);
    for (const listener of this.#listeners) listener(notice);
  }
}

function mayBeRecorded(session: SessionView): boolean {
  return !isOver(session) && session.permissions.recording.state === 'granted';
}

function sizeOf(track: MediaStreamTrack | null): Size | null {
  const { width = 0, height = 0 } = track?.getSettings() ?? {};
  return width > 0 && height > 0 ? { width, height } : null;
}
