import type { Clock } from '#shared/std/core/clock.ts';
import { fail, succeed } from '#shared/std/core/result.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { pinTtlMs } from '#shared/std/protocol/limits.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { NoticeArguments } from '#shared/std/rpc/contract.ts';
import { RpcServer } from '#shared/std/rpc/server.ts';
import { consoleContract, type ConsoleCallResults, type ConsoleEvents } from '#shared/std/view/console-contract.ts';
import { emptyBoard } from '#shared/std/lens/board-view.ts';
import type { CallState } from '#shared/std/lens/call-state.ts';
import {
  noCamera,
  reduceConsoleView,
  type ConsoleView,
  type ConsoleViewEvent,
  type EntryView,
  type PermissionView,
  type SessionSummary,
  type SessionView,
} from '#shared/std/view/console-view.ts';
import type { LogLine } from '#shared/std/view/session-parts.ts';

/** As long as real ones: a link fills its lines and its QR code. */
const samplePin = '407318';
const sampleFragment =
  '1.h2Jk9sWq0LmZ4Tn7Vb1Ycd.Qm3vT8xYbA1cK5rNf0eJ7uHsPz2wLgXo9iEtD4yVnBM.9dF4kLpWc6SaR1hGjX8zUqTvYb3nMeKo5iJwC7lPxE0';
import { FakeBoard } from './fake-board.ts';

type Contract = typeof consoleContract;
type Watch = NoticeArguments<Contract, 'screen/watch'>;
type Drawn = NoticeArguments<Contract, 'screen/drawn'>;
const done = succeed(null);

/** A console's main without relay, disk or customer: enough of one to look at the window and to try its buttons. */
export class FakeConsoleMain {
  readonly server: RpcServer<Contract, ConsoleCallResults, ConsoleEvents>;
  readonly board = new FakeBoard((id, event) => this.tell({ name: 'board/event', id, event }));
  readonly notices: { readonly name: string; readonly argument: unknown }[] = [];
  view: ConsoleView;
  /** For a customer's screens that are drawn here. */
  onWatch: (watch: Watch) => void = () => {};
  onDrawn: (drawn: Drawn) => void = () => {};
  readonly #clock: Clock;
  #nextId = 1;

  constructor(view: ConsoleView, clock: Clock) {
    this.view = view;
    this.#clock = clock;
    this.server = new RpcServer(consoleContract, this.#handlers(), silentLogger);
  }

  tell(event: ConsoleViewEvent): void {
    this.view = reduceConsoleView(this.view, event);
    this.server.emit('view', event);
  }

  change(id: string, change: Partial<SessionSummary>): void {
    this.tell({ name: 'session/changed', id, change });
  }

  setStatus(id: string, status: SessionView['status']): void {
    this.change(id, { status, statusSinceMs: this.#clock.wallMs() });
  }

  setPermission(id: string, kind: PermissionKind, permission: PermissionView): void {
    const session = this.#session(id);
    if (session) this.change(id, { permissions: { ...session.permissions, [kind]: permission } });
  }

  /** What the customer's camera and microphone do. */
  setCall(id: string, change: Partial<CallState>): void {
    const { camera } = this.#session(id) ?? { camera: noCamera };
    this.change(id, { camera: { ...camera, call: { ...camera.call, ...change } } });
  }

  log(id: string, actor: LogLine['actor'], type: string, body: LogLine['body'] = {}): void {
    const index = (this.#session(id)?.log.length ?? 0) + 1;
    this.tell({ name: 'log/added', id, line: { index, atMs: this.#clock.wallMs(), actor, type, body } });
  }

  /** As the technician does in Create New Session. */
  create(name: string, type: SessionView['type'], method: EntryView['method']): string {
    const id = `session-${this.#nextId++}`;
    const nowMs = this.#clock.wallMs();
    const expiresAtMs = nowMs + pinTtlMs;
    this.tell({
      name: 'session/added',
      session: {
        id,
        name,
        type,
        entry: this.#entry(method, expiresAtMs),
        status: { name: 'connecting' },
        createdAtMs: nowMs,
        statusSinceMs: nowMs,
        verification: { state: 'none' },
        customerPlatform: null,
        permissions: {
          viewScreen: { state: 'off' },
          control: { state: 'off' },
          sendFile: { state: 'off' },
          takeFile: { state: 'off' },
          camera: { state: 'off' },
          voice: { state: 'off' },
          recording: { state: 'off' },
        },
        connection: { state: 'none' },
        screen: { state: 'none' },
        camera: noCamera,
        board: emptyBoard,
        chat: [],
        log: [],
        transfers: [],
      },
    });
    this.log(id, 'technician', 'session/created', { name, sessionType: type });
    if (method !== 'link') this.log(id, 'technician', 'pin/created', { pin: samplePin, expiresInMinutes: 15 });
    if (method !== 'pin') this.log(id, 'technician', 'link/created', { expiresInMinutes: 15 });
    return id;
  }

  /** The customer typed the PIN and accepted the terms. */
  join(id: string): void {
    this.setStatus(id, { name: 'waiting' });
    this.change(id, { verification: { state: 'awaitingCode', code: '482915' }, customerPlatform: 'windows' });
    this.log(id, 'customer', 'customer/joined', { platform: 'Windows 11' });
  }

  /** The customer typed the code that was read out. */
  verify(id: string): void {
    this.change(id, { verification: { state: 'verified', by: 'code' } });
    this.log(id, 'customer', 'verification/done', { by: 'code' });
  }

  /** The session runs, as after the technician's Start. */
  start(id: string): void {
    this.setStatus(id, { name: 'active' });
    this.change(id, { connection: { state: 'connected', path: 'direct', roundTripMs: 23 } });
    this.log(id, 'technician', 'session/started');
  }

  grant(id: string, kind: PermissionKind): void {
    this.setPermission(id, kind, { state: 'granted', sinceMs: this.#clock.wallMs() });
    this.log(id, 'customer', 'permission/allowed', { kind });
    if (kind !== 'viewScreen') return;
    this.change(id, { screen: { state: 'live', controllable: true, by: 'track', monitors: [] } });
    this.server.emit('mediaSignal', { session: id, signal: { generation: 1, data: '{}' } });
  }

  #session(id: string): SessionView | undefined {
    return this.view.sessions.find((session) => session.id === id);
  }

  #entry(method: EntryView['method'], expiresAtMs: number): EntryView {
    const url = `${this.view.relay.joinUrl}/j#${sampleFragment}`;
    switch (method) {
      case 'pin':
        return { method, pin: samplePin, expiresAtMs };
      case 'link':
        return { method, url, expiresAtMs };
      case 'message':
        return { method, pin: samplePin, url, expiresAtMs };
    }
  }

  #handlers(): ConstructorParameters<typeof RpcServer<Contract, ConsoleCallResults, ConsoleEvents>>[1] {
    const note = (name: string) => (argument: unknown) => void this.notices.push({ name, argument });
    return {
      calls: {
        'session/create': async ({ name, type, method }) => succeed({ session: this.create(name, type, method) }),
        'session/start': async ({ session }) => {
          const others = this.view.sessions.filter(({ id, type }) => id !== session && type === 'lens');
          if (this.#session(session)?.type === 'lens' && others.some(({ status }) => status.name === 'active')) {
            return fail('lensAlreadyActive');
          }
          this.start(session);
          return done;
        },
        'session/hold': async ({ session, onHold }) => {
          this.setStatus(session, { name: onHold ? 'onHold' : 'active' });
          this.log(session, 'technician', onHold ? 'session/held' : 'session/resumed');
          return done;
        },
        'session/end': async ({ session }) => {
          this.setStatus(session, { name: 'closed', by: 'technician', reason: 'ended' });
          this.log(session, 'technician', 'session/ended', { by: 'technician', reason: 'ended' });
          return done;
        },
        'session/remove': async ({ session }) => {
          this.tell({ name: 'session/removed', id: session });
          return done;
        },
        'permission/ask': async ({ session, kind }) => {
          this.setPermission(session, kind, { state: 'asked' });
          this.log(session, 'technician', 'permission/asked', { kind });
          return done;
        },
        'permission/release': async ({ session, kind }) => {
          this.setPermission(session, kind, { state: 'off' });
          this.log(session, 'technician', 'permission/released', { kind });
          if (kind === 'viewScreen') {
            this.change(session, { screen: { state: 'none' } });
            this.server.emit('mediaEnd', { session });
          }
          return done;
        },
        'chat/send': async ({ session, text }) => {
          const line = { id: `chat-${this.#nextId++}`, from: 'technician', text, atMs: this.#clock.wallMs() } as const;
          this.tell({ name: 'chat/changed', id: session, line: { ...line, delivery: 'sending' } });
          this.#clock.after(300, () =>
            this.tell({ name: 'chat/changed', id: session, line: { ...line, delivery: 'delivered' } }),
          );
          return done;
        },
        'file/send': async () => done,
        'file/accept': async () => done,
        'file/cancel': async () => done,
        'file/reveal': async () => fail('fileUnreadable'),
        'camera/request': async ({ session, request }) => {
          const { camera } = this.#session(session) ?? { camera: noCamera };
          this.change(session, { camera: { ...camera, request: { request, state: 'asked' } } });
          return done;
        },
        'recording/start': async ({ session }) => {
          const { camera = noCamera, permissions } = this.#session(session) ?? {};
          if (permissions?.recording.state !== 'granted') return fail('permissionNotGranted');
          this.notices.push({ name: 'recording/start', argument: { session } });
          this.change(session, { camera: { ...camera, recordingSinceMs: this.#clock.wallMs() } });
          return done;
        },
        'recording/stop': async ({ session }) => {
          this.notices.push({ name: 'recording/stop', argument: { session } });
          const { camera } = this.#session(session) ?? { camera: noCamera };
          this.change(session, { camera: { ...camera, recordingSinceMs: null } });
          return done;
        },
        'picture/saved': async (saved) => {
          this.notices.push({ name: 'picture/saved', argument: saved });
          const { session, ...body } = saved;
          if (this.#session(session)?.status.name === 'closed') return fail('logUnwritable');
          this.log(session, 'technician', 'picture/saved', body);
          return done;
        },
        'board/undo': async ({ session }) => {
          this.board.undo(session);
          return done;
        },
        'board/redo': async ({ session }) => {
          this.board.redo(session);
          return done;
        },
        'board/clear': async ({ session }) => {
          this.board.clear(session);
          return done;
        },
        'log/export': async ({ session, format }) =>
          succeed({ path: `/home/anna/Documents/Handrail/${session}.${format}` }),
        'log/verify': async ({ session }) => succeed({ rows: this.#session(session)?.log.length ?? 0, checkpoints: 3 }),
      },
      notices: {
        'media/signal': note('media/signal'),
        'media/wanted': note('media/wanted'),
        'media/state': note('media/state'),
        'screen/watch': (watch) => {
          this.notices.push({ name: 'screen/watch', argument: watch });
          this.onWatch(watch);
        },
        'screen/drawn': (drawn) => this.onDrawn(drawn),
        'call/signal': note('call/signal'),
        'call/wanted': note('call/wanted'),
        'call/voice': note('call/voice'),
        'board/picture': (drawn) => {
          this.notices.push({ name: 'board/picture', argument: drawn });
          this.board.picture(drawn);
        },
        'board/begin': (drawn) => {
          this.notices.push({ name: 'board/begin', argument: drawn });
          this.board.begin(drawn);
        },
        'board/extend': (drawn) => {
          this.notices.push({ name: 'board/extend', argument: drawn });
          this.board.extend(drawn);
        },
        'board/end': (drawn) => {
          this.notices.push({ name: 'board/end', argument: drawn });
          this.board.end(drawn);
        },
        'board/open': note('board/open'),
        'board/still': (drawn) => {
          this.notices.push({ name: 'board/still', argument: drawn });
          this.board.still(drawn);
        },
        'input/move': note('input/move'),
        'input/button': note('input/button'),
        'input/wheel': note('input/wheel'),
        'input/key': note('input/key'),
        'input/text': note('input/text'),
        'input/release': note('input/release'),
      },
    };
  }
}
