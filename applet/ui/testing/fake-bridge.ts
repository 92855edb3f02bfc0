import type { HostBridge } from '#shared/dom/host-bridge.ts';
import { succeed } from '#shared/std/core/result.ts';
import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import { RpcServer } from '#shared/std/rpc/server.ts';
import { appletContract, type AppletCallResults, type AppletEvents } from '#shared/std/view/applet-contract.ts';
import {
  reduceAppletView,
  type AppletSummary,
  type AppletView,
  type AppletViewEvent,
} from '#shared/std/view/applet-view.ts';

export type Heard = { readonly name: string; readonly argument: unknown };

/**
 * A host whose main is a script: it shows the view that it is told to, hears everything that the window asks through the
 * real contract, and walks from PIN to end the way the core does, without a relay and without a technician.
 */
export class FakeBridge implements HostBridge {
  readonly host: HostBridge['host'];
  readonly platform: HostBridge['platform'];
  /** Calls and notices in the order in which they came. */
  readonly heard: Heard[] = [];
  readonly #server: RpcServer<typeof appletContract, AppletCallResults, AppletEvents>;
  readonly #links = new Set<LinkEnd>();
  #view: AppletView;
  #generation = 0;
  /** While true, nobody answers at the other end. */
  isGone = false;

  constructor(options: {
    readonly view: AppletView;
    readonly host: HostBridge['host'];
    readonly platform: HostBridge['platform'];
  }) {
    this.host = options.host;
    this.platform = options.platform;
    this.#view = options.view;
    const hear = (name: string, argument: unknown): void => {
      this.heard.push({ name, argument });
    };
    const done = succeed(null);
    this.#server = new RpcServer(
      appletContract,
      {
        calls: {
          'session/join': async (argument) => {
            hear('session/join', argument);
            this.change({ step: { name: 'joining' } });
            return done;
          },
          'terms/answer': async (argument) => {
            hear('terms/answer', argument);
            if (argument.accepted) this.change({ step: { name: 'waiting' } });
            else this.#end('termsDeclined');
            return done;
          },
          'verification/enter': async (argument) => {
            hear('verification/enter', argument);
            this.#checkCode(argument.code);
            return done;
          },
          'permission/answer': async (argument) => {
            hear('permission/answer', argument);
            this.#answer(argument.allowed);
            return done;
          },
          'permission/revokeAll': async (argument) => {
            hear('permission/revokeAll', argument);
            this.change({ granted: [], prompt: null, activity: { screenSeen: false, controlled: false } });
            this.emit('captureStop', { generation: this.#generation });
            return done;
          },
          'session/end': async (argument) => {
            hear('session/end', argument);
            this.#end('ended');
            return done;
          },
          'session/reset': async (argument) => {
            hear('session/reset', argument);
            this.change({ step: { name: 'enterPin', pin: '', failure: null } });
            return done;
          },
          'chat/send': async (argument) => {
            hear('chat/send', argument);
            const id = `chat-${this.heard.length}`;
            const line = {
              id,
              from: 'customer',
              text: argument.text,
              atMs: Date.now(),
              delivery: 'delivered',
            } as const;
            this.tell({ name: 'chat/changed', line });
            return done;
          },
          'file/send': async (argument) => {
            hear('file/send', argument);
            return done;
          },
          'file/cancel': async (argument) => {
            hear('file/cancel', argument);
            return done;
          },
          'camera/answer': async (argument) => {
            hear('camera/answer', argument);
            this.change({ cameraRequest: null });
            return done;
          },
          'log/keep': async (argument) => {
            hear('log/keep', argument);
            return succeed({ path: '/home/maria/Downloads/handrail-session.jsonl' });
          },
        },
        notices: {
          'media/signal': (argument) => hear('media/signal', argument),
          'capture/started': (argument) => {
            hear('capture/started', argument);
            this.change({ activity: { ...this.#view.activity, screenSeen: true } });
          },
          'capture/failed': (argument) => {
            hear('capture/failed', argument);
            this.change({ granted: [] });
          },
          'capture/stopped': (argument) => {
            hear('capture/stopped', argument);
            this.change({ activity: { screenSeen: false, controlled: false } });
          },
          'call/prepared': (argument) => hear('call/prepared', argument),
          'call/signal': (argument) => hear('call/signal', argument),
          'call/state': (argument) => {
            hear('call/state', argument);
            this.change({ call: argument.state });
          },
          'call/stopped': (argument) => hear('call/stopped', argument),
          'call/usage': (argument) => hear('call/usage', argument),
          'board/tracked': (argument) => hear('board/tracked', argument),
          'board/held': (argument) => {
            hear('board/held', argument);
            this.tell({ name: 'board/event', event: { name: 'board/held', ...argument } });
          },
          'board/tracking': (argument) => hear('board/tracking', argument),
          'window/state': (argument) => hear('window/state', argument),
        },
      },
      { debug: () => {}, info: () => {}, warn: hear, error: hear },
    );
  }

  get view(): AppletView {
    return this.#view;
  }

  connect(): Promise<MessageLink> {
    if (this.isGone) return Promise.reject(new Error('gone'));
    const { page, main } = linkPair();
    this.#links.add(main);
    this.#server.accept(main);
    // As over a socket: the first message comes after the link.
    setTimeout(() => this.#server.emitTo(main, 'view', { name: 'view/reset', view: this.#view }));
    return Promise.resolve(page);
  }

  offerFiles(files: readonly File[]): Promise<readonly string[]> {
    return Promise.resolve(files.map(({ name }) => `ticket-${name}`));
  }

  change(change: Partial<AppletSummary>): void {
    this.tell({ name: 'view/changed', change });
  }

  tell(event: AppletViewEvent): void {
    this.#view = reduceAppletView(this.#view, event);
    this.emit('view', event);
  }

  emit<Name extends keyof AppletEvents>(name: Name, payload: AppletEvents[Name]): void {
    this.#server.emit(name, payload);
  }

  /** The technician asks for the screen to be captured anew. */
  startCapture(): void {
    this.#generation += 1;
    this.emit('captureStart', { generation: this.#generation });
  }

  /** Main crashes. */
  cut(): void {
    this.isGone = true;
    for (const link of this.#links) link.close();
    this.#links.clear();
  }

  #checkCode(code: string): void {
    const { verification } = this.#view;
    if (verification.state !== 'codeNeeded') return;
    const triesLeft = verification.triesLeft - 1;
    if (code === '123456') this.change({ verification: { state: 'verified', by: 'code' } });
    else if (triesLeft > 0) this.change({ verification: { state: 'codeNeeded', triesLeft, wrong: true } });
    else this.#end('wrongCodes');
  }

  #answer(allowed: boolean): void {
    const { prompt, granted, activity, windowCaptures } = this.#view;
    if (prompt === null) return;
    const { kind } = prompt;
    const isSeenAtOnce = allowed && kind === 'viewScreen' && !windowCaptures;
    this.change({
      prompt: null,
      granted: allowed ? [...granted, { kind, sinceMs: Date.now() }] : granted,
      activity: {
        screenSeen: activity.screenSeen || isSeenAtOnce,
        controlled: activity.controlled || (allowed && kind === 'control'),
      },
    });
    if (allowed && kind === 'viewScreen' && windowCaptures) this.startCapture();
  }

  #end(reason: 'ended' | 'termsDeclined' | 'wrongCodes'): void {
    this.change({
      step: {
        name: 'ended',
        by: reason === 'wrongCodes' ? 'handrail' : 'customer',
        reason,
        durationMs: 65_000,
        failure: null,
      },
      granted: [],
      prompt: null,
      activity: { screenSeen: false, controlled: false },
    });
  }
}

/** Two ends in one page; texts arrive later, as over a socket. */
function linkPair(): { readonly page: LinkEnd; readonly main: LinkEnd } {
  const ends: { page?: LinkEnd; main?: LinkEnd } = {};
  const page = new LinkEnd({
    send: (text) => setTimeout(() => ends.main?.deliver(text)),
    close: () => setTimeout(() => ends.main?.carrierClosed()),
  });
  const main = new LinkEnd({
    send: (text) => setTimeout(() => ends.page?.deliver(text)),
    close: () => setTimeout(() => ends.page?.carrierClosed()),
  });
  ends.page = page;
  ends.main = main;
  return { page, main };
}
