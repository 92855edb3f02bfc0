import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { noCamera, type ConsoleView, type PermissionView, type SessionView } from '#shared/std/view/console-view.ts';
import type { PictureFile } from '../../saving/save-picture.ts';
import type { ConsoleRemote } from '../../window/console-remote.ts';
import { sampleSession } from '../../testing/sample-session.ts';
import { noMedia, type CallMedia } from '../call/call-media.ts';
import type { CallRecorder, CallRecorderOptions, RecordedFile } from './call-recorder.ts';
import { limitWarningBytes, limitWarningMs, maxRecordingBytes, maxRecordingMs } from './recording-limits.ts';
import { Recordings, type RecordingNotice } from './recordings.ts';

const id = sampleSession.id;
const granted: PermissionView = { state: 'granted', sinceMs: 1 };

/** A recorder that does as it is told, and says what it was told. */
class FakeRecorder implements CallRecorder {
  readonly told: string[] = [];
  readonly options: CallRecorderOptions;
  readonly file = Promise.withResolvers<RecordedFile | null>();

  constructor(options: CallRecorderOptions) {
    this.options = options;
  }

  setSources({ camera, voices }: { readonly camera: unknown; readonly voices: readonly unknown[] }): void {
    this.told.push(`${camera === null ? 'no camera' : 'camera'}, ${voices.length} voices`);
  }

  setPaused(paused: boolean): void {
    this.told.push(paused ? 'pause' : 'go on');
  }

  stop(): Promise<RecordedFile | null> {
    this.told.push('stop');
    return this.file.promise;
  }

  finish(text = 'film'): void {
    this.file.resolve({ content: new Blob([text]), sha256: 'ab'.repeat(32), ending: 'mp4' });
  }
}

function makeDesk(session: SessionView = sampleSession) {
  const clock = new FakeClock();
  const view = createStore<{ readonly view: ConsoleView | null; readonly link: 'connected' }>(() => ({
    view: { sessions: [session] } as unknown as ConsoleView,
    link: 'connected',
  }));
  const media = createStore<Readonly<Record<string, CallMedia>>>(() => ({}));
  const calls: string[] = [];
  const recorders: FakeRecorder[] = [];
  const saved: PictureFile[] = [];
  const notices: RecordingNotice[] = [];
  const answers = {
    start: succeed(null) as Result<null, FailureCode>,
    save: succeed(null) as Result<null, FailureCode>,
  };
  const opening = { fails: false };
  const recordings = new Recordings({
    remote: {
      store: view,
      call: async (name: string) => {
        calls.push(name);
        return name === 'recording/start' ? answers.start : succeed(null);
      },
    } as unknown as Pick<ConsoleRemote, 'call' | 'store'>,
    clock,
    calls: { media, ownVoice: () => null },
    open: (options) => {
      if (opening.fails) throw new Error('no encoder');
      const recorder = new FakeRecorder(options);
      recorders.push(recorder);
      return recorder;
    },
    waitMs: () => 0,
    overlay: () => ({ frozen: null, marks: [], camera: 'live', words: { cannotHold: '' } }),
    shownSize: () => null,
    save: async (_, file) => {
      saved.push(file);
      return answers.save;
    },
  });
  recordings.onNotice((notice) => notices.push(notice));
  const change = (changed: Partial<SessionView>): void => {
    view.setState(({ view: before }) => ({
      view: { sessions: before?.sessions.map((each) => ({ ...each, ...changed })) } as unknown as ConsoleView,
    }));
  };
  const permit = (recording: PermissionView): void =>
    change({ permissions: { ...sampleSession.permissions, recording } });
  const remove = (): void => view.setState({ view: { sessions: [] } as unknown as ConsoleView });
  return { clock, media, calls, recorders, saved, notices, answers, opening, recordings, change, permit, remove };
}

/** A recording that runs. */
async function recorded() {
  const desk = makeDesk();
  desk.permit(granted);
  desk.recordings.begin(id);
  await vi.waitFor(() => expect(desk.recorders.length).toBe(1));
  const [recorder] = desk.recorders;
  if (recorder === undefined) throw new Error('nothing records');
  return { ...desk, recorder };
}

describe('a recording', () => {
  it('waits for the customer’s yes, tells them, and only then begins', async () => {
    const desk = makeDesk();
    desk.recordings.begin(id);
    desk.permit({ state: 'asked' });
    expect(desk.calls).toEqual([]);
    desk.permit(granted);
    expect([desk.calls, desk.recorders.length]).toEqual([['recording/start'], 0]);
    await vi.waitFor(() => expect(desk.recorders.length).toBe(1));
    expect(Object.keys(desk.recordings.running.getState())).toEqual([id]);
  });

  it.each([{ state: 'denied', reason: 'permissionDenied' }, { state: 'off' }, { state: 'revoked' }] as const)(
    'does not begin by a later yes to another question after the answer $state',
    async (answer) => {
      const desk = makeDesk();
      desk.recordings.begin(id);
      desk.permit({ state: 'asked' });
      desk.permit(answer);
      desk.permit(granted);
      await Promise.resolve();
      expect(desk.calls).toEqual([]);
    },
  );

  it('does not begin when main refuses, and says why', async () => {
    const desk = makeDesk();
    desk.answers.start = fail('logUnwritable');
    desk.permit(granted);
    desk.recordings.begin(id);
    await vi.waitFor(() => expect(desk.notices).toEqual([{ what: 'refused', reason: 'logUnwritable' }]));
    expect(desk.recorders).toEqual([]);
  });

  it('is taken back at once when the browser cannot record', async () => {
    const desk = makeDesk();
    desk.opening.fails = true;
    desk.permit(granted);
    desk.recordings.begin(id);
    await vi.waitFor(() => expect(desk.calls).toEqual(['recording/start', 'recording/stop']));
    expect(desk.notices).toEqual([{ what: 'failed' }]);
  });

  it('does not begin when the permission is gone before main answers', async () => {
    const desk = makeDesk();
    desk.permit(granted);
    desk.recordings.begin(id);
    desk.permit({ state: 'revoked' });
    await vi.waitFor(() => expect(desk.calls).toEqual(['recording/start', 'recording/stop']));
    expect(desk.recorders).toEqual([]);
  });

  it('begins once, however often it is asked for', async () => {
    const desk = makeDesk();
    desk.permit(granted);
    desk.recordings.begin(id);
    desk.recordings.begin(id);
    await vi.waitFor(() => expect(desk.recorders.length).toBe(1));
    desk.recordings.begin(id);
    await Promise.resolve();
    expect([desk.recorders.length, desk.calls]).toEqual([1, ['recording/start']]);
  });

  it('follows camera and voices over every connection', async () => {
    const { media, recorder } = await recorded();
    const track = { getSettings: () => ({}) };
    const voice = { getAudioTracks: () => [track] } as unknown as MediaStream;
    media.setState({ [id]: { ...noMedia, picture: track as unknown as MediaStreamTrack, voice } });
    media.setState({ [id]: noMedia });
    expect(recorder.told).toEqual(['no camera, 0 voices', 'camera, 1 voices', 'no camera, 0 voices']);
  });
});

describe('a recording is saved whole', () => {
  const closed: SessionView['status'] = { name: 'closed', by: 'customer', reason: 'ended' };

  it.each<[string, (desk: Awaited<ReturnType<typeof recorded>>) => void]>([
    ['the button', ({ recordings }) => void recordings.stop(id)],
    ['the customer’s taking back', ({ permit }) => permit({ state: 'revoked' })],
    ['the end of the session', ({ change }) => change({ status: closed })],
    ['the removal of its tab', ({ remove }) => remove()],
    ['a failing encoder', ({ recorder }) => recorder.options.onFailed()],
  ])('when it ends by %s', async (_, end) => {
    const desk = await recorded();
    end(desk);
    // The customer sees the end at once, though the file takes its time.
    expect(desk.calls).toEqual(['recording/start', 'recording/stop']);
    expect(desk.recordings.running.getState()).toEqual({});
    expect(desk.recordings.isSaving).toBe(true);
    desk.recorder.finish();
    await vi.waitFor(() => expect(desk.recordings.isSaving).toBe(false));
    expect(desk.saved.map(({ name, sha256 }) => [name.endsWith(' Jonas Keller.mp4'), sha256])).toEqual([
      [true, 'ab'.repeat(32)],
    ]);
    expect(desk.notices.at(-1)).toEqual({ what: 'saved', name: desk.saved[0]?.name });
  });

  it('once, whatever ends it twice', async () => {
    const desk = await recorded();
    const stopped = Promise.all([desk.recordings.stop(id), desk.recordings.stop(id)]);
    desk.permit({ state: 'revoked' });
    desk.recorder.finish();
    await stopped;
    expect([desk.saved.length, desk.recorder.told.filter((told) => told === 'stop').length]).toEqual([1, 1]);
  });

  it('also when the log takes no more rows, and then that is said', async () => {
    const desk = await recorded();
    desk.answers.save = fail('logUnwritable');
    desk.change({ status: closed });
    desk.recorder.finish();
    await vi.waitFor(() => expect(desk.notices.at(-1)?.what).toBe('savedUnlogged'));
    expect(desk.saved.length).toBe(1);
  });

  it('or it is said that there is none', async () => {
    const empty = await recorded();
    void empty.recordings.stop(id);
    empty.recorder.file.resolve(null);
    await vi.waitFor(() => expect(empty.notices).toEqual([{ what: 'failed' }]));
    const broken = await recorded();
    void broken.recordings.stop(id);
    broken.recorder.file.reject(new Error('the disk is full'));
    await vi.waitFor(() => expect(broken.notices).toEqual([{ what: 'failed' }]));
    expect(broken.recordings.isSaving).toBe(false);
  });
});

describe('a recording keeps nothing', () => {
  it('while the session is on hold or not connected', async () => {
    const { change, recorder, recordings, clock } = await recorded();
    change({ status: { name: 'onHold' } });
    change({ status: { name: 'reconnecting' } });
    clock.advance(60_000);
    const paused = recordings.running.getState()[id];
    expect(paused?.pausedAtMs).toBe(clock.wallMs() - 60_000);
    change({ status: { name: 'active' } });
    expect(recordings.running.getState()[id]).toMatchObject({ pausedAtMs: null, pausedForMs: 60_000 });
    expect(recorder.told).toEqual(['no camera, 0 voices', 'pause', 'go on']);
  });

  it('beyond its limits, and warns before', async () => {
    const byTime = await recorded();
    byTime.recorder.options.onKept(1_000);
    byTime.clock.advance(maxRecordingMs - limitWarningMs);
    byTime.recorder.options.onKept(2_000);
    byTime.recorder.options.onKept(3_000);
    expect(byTime.notices).toEqual([{ what: 'nearLimit' }]);
    byTime.clock.advance(limitWarningMs);
    byTime.recorder.options.onKept(4_000);
    expect(byTime.notices.at(-1)).toEqual({ what: 'limit' });
    expect(byTime.recorder.told).toContain('stop');

    const bySize = await recorded();
    bySize.recorder.options.onKept(maxRecordingBytes - limitWarningBytes);
    bySize.recorder.options.onKept(maxRecordingBytes);
    expect(bySize.notices.map(({ what }) => what)).toEqual(['nearLimit', 'limit']);
  });

  it('by the limit of time, while it is paused', async () => {
    const { change, clock, notices, recorder } = await recorded();
    change({ status: { name: 'onHold' } });
    clock.advance(2 * maxRecordingMs);
    change({ status: { name: 'active' } });
    recorder.options.onKept(1_000);
    expect(notices).toEqual([]);
  });
});

describe('a window that was loaded anew', () => {
  it('gives up a recording that went with the one before, and says so once somebody listens', async () => {
    const camera = { ...noCamera, recordingSinceMs: 5 };
    const desk = makeDesk({ ...sampleSession, camera });
    expect([desk.calls, desk.notices]).toEqual([['recording/stop'], [{ what: 'lost' }]]);
    desk.change({ camera });
    expect(desk.calls.length).toBe(1);
  });
});
