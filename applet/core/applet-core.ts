import type { Dispose } from '#shared/std/core/dispose.ts';
import { Emitter } from '#shared/std/core/emitter.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import type { ScreenRectangle } from '#shared/std/input/input-guard.ts';
import type { RpcHandlers } from '#shared/std/rpc/server.ts';
import type { AppletCallResults, appletContract, AppletEvents } from '#shared/std/view/applet-contract.ts';
import { reduceAppletView, type AppletView, type AppletViewEvent } from '#shared/std/view/applet-view.ts';
import { ViewStore } from '#shared/std/view/view-store.ts';
import type { AppletPorts, Entry } from './applet-ports.ts';
import { CustomerSession } from './customer-session.ts';
import { emptyAppletView } from './empty-view.ts';
import { parsePin } from './parse-pin.ts';
import { PreparedConsent } from './prepared-consent.ts';

/**
 * The applet without a window: owns the view, at most one session, and answers what the window asks.
 * The same in a computer's main process and in a page.
 */
export class AppletCore {
  /** What the window's contract asks for, to be served over RPC or called directly in a page. */
  readonly handlers: RpcHandlers<typeof appletContract, AppletCallResults>;
  readonly #ports: AppletPorts;
  readonly #events = new Emitter<AppletEvents>();
  readonly #store: ViewStore<AppletView, AppletViewEvent>;
  readonly #prepared = new PreparedConsent();
  #session: CustomerSession | null = null;
  #views = 0;

  constructor(ports: AppletPorts, prefilledPin = '') {
    this.#ports = ports;
    this.#store = new ViewStore(this.#emptyView(prefilledPin), reduceAppletView, (event) =>
      this.#events.emit('view', event),
    );
    this.handlers = this.#makeHandlers();
  }

  get view(): AppletView {
    return this.#store.view;
  }

  /** A session is joined, or on its way: closing now would end it. */
  get isBusy(): boolean {
    return this.#session !== null && !this.#session.isOver;
  }

  on<Name extends keyof AppletEvents>(name: Name, listener: (payload: AppletEvents[Name]) => void): Dispose {
    return this.#events.on(name, listener);
  }

  /** Leaves whatever runs, and joins. */
  join(entry: Entry): void {
    void this.#session?.endByCustomer();
    const show = this.#startView();
    this.#session = new CustomerSession(this.#ports, entry, this.#prepared, {
      onChange: (change) => show({ name: 'view/changed', change }),
      onChat: (line) => show({ name: 'chat/changed', line }),
      onLog: (line) => show({ name: 'log/added', line }),
      onTransfer: (transfer) => show({ name: 'transfer/changed', transfer }),
      startCapture: (generation) => this.#events.emit('captureStart', { generation }),
      stopCapture: (generation) => this.#events.emit('captureStop', { generation }),
      onMediaSignal: (signal) => this.#events.emit('mediaSignal', signal),
      startCall: (start) => this.#events.emit('callStart', start),
      stopCall: (generation) => this.#events.emit('callStop', { generation }),
      onCallSignal: (signal) => this.#events.emit('callSignal', signal),
      onBoard: (event) => show({ name: 'board/event', event }),
    });
  }

  /** The person begins at the PIN field and is told why: no whole link, or a session that the page was loaded out of. */
  beginWith(failure: FailureCode): void {
    this.#store.apply({ name: 'view/changed', change: { step: { name: 'enterPin', pin: '', failure } } });
  }

  /** The window's page connected, or came back. */
  windowReady(): void {
    this.#session?.access?.windowReady();
  }

  /** The window's page went away, and what it captured with it. */
  windowGone(): void {
    this.#session?.windowCapture?.windowGone();
    this.#session?.call?.windowGone();
  }

  /** Takes everything back, as the large X does. */
  revokeAll(): void {
    this.#prepared.withdraw();
    this.#session?.access?.revokeAll();
  }

  /** Ends what runs; resolves when nothing is left to send. */
  async close(): Promise<void> {
    await this.#session?.endByCustomer();
  }

  #makeHandlers(): RpcHandlers<typeof appletContract, AppletCallResults> {
    return {
      calls: {
        'session/join': async ({ pin }) => this.#joinByPin(pin),
        'terms/answer': async ({ accepted, locale }) => {
          this.#session?.answerTerms(accepted, locale);
          return succeed(null);
        },
        'verification/enter': async ({ code }) => this.#session?.enterCode(code) ?? fail('sessionNotActive'),
        'permission/answer': async ({ prompt, allowed }) =>
          this.#session?.access?.answerPrompt(prompt, allowed) ? succeed(null) : fail('sessionNotActive'),
        'permission/revokeAll': async () => {
          this.revokeAll();
          return succeed(null);
        },
        'session/end': async () => {
          // Not awaited: the person sees the end at once, the signatures follow.
          void this.#session?.endByCustomer();
          return succeed(null);
        },
        'session/reset': async () => {
          if (this.isBusy) return fail('sessionNotActive');
          this.#session = null;
          this.#startView();
          return succeed(null);
        },
        'chat/send': async ({ text }) => this.#session?.writeChat(text) ?? fail('sessionNotActive'),
        'file/send': async ({ tickets }) => this.#sendFiles(tickets),
        'file/cancel': async ({ transfer }) => {
          this.#session?.access?.cancelTransfer(transfer);
          return succeed(null);
        },
        'camera/answer': async ({ accepted }) =>
          this.#session?.access?.lens.answerRequest(accepted) ? succeed(null) : fail('sessionNotActive'),
        'log/keep': async () => this.#keepLog(),
      },
      notices: {
        'media/signal': (signal) => this.#session?.access?.screen.sendSignal(signal),
        'capture/started': ({ generation, wholeScreen }) =>
          this.#session?.windowCapture?.started(generation, wholeScreen),
        'capture/failed': ({ generation, reason }) => this.#session?.windowCapture?.failed(generation, reason),
        'capture/stopped': ({ generation }) => this.#session?.windowCapture?.stopped(generation),
        'call/prepared': (kinds) => this.#prepared.prepare(kinds),
        'call/signal': (signal) => this.#session?.call?.sendSignal(signal),
        'call/state': ({ generation, state }) => this.#session?.call?.heardState(generation, state),
        'call/stopped': ({ generation }) => this.#session?.call?.stopped(generation),
        'call/usage': (usage) => this.#session?.dataUsed.readCalls(usage),
        'board/tracked': (frame) => this.#session?.access?.lens.board.tracked(frame),
        'board/held': ({ id, hold }) => this.#session?.access?.lens.board.held(id, hold),
        'board/tracking': ({ mode }) => this.#session?.access?.lens.board.tracking(mode),
        'window/state': ({ focused, devicePixelRatio, windows }) => {
          const own = windows.map((rectangle) => scale(rectangle, devicePixelRatio));
          this.#session?.access?.setWindows({ focused, windows: own });
        },
      },
    };
  }

  /** An empty view, and the way to change it for whoever it is for: what an ended session still has to do is not shown in it. */
  #startView(): (event: AppletViewEvent) => void {
    this.#views += 1;
    const number = this.#views;
    this.#store.apply({ name: 'view/reset', view: this.#emptyView('') });
    return (event) => {
      if (number === this.#views) this.#store.apply(event);
    };
  }

  #joinByPin(typed: string): Result<null, FailureCode> {
    if (this.isBusy) return fail('sessionNotActive');
    const pin = parsePin(typed);
    if (pin === null) {
      this.#store.apply({
        name: 'view/changed',
        change: { step: { name: 'enterPin', pin: typed, failure: 'pinMalformed' } },
      });
      return fail('pinMalformed');
    }
    this.join({ method: 'pin', pin });
    return succeed(null);
  }

  #sendFiles(tickets: readonly string[]): Result<null, FailureCode> {
    const access = this.#session?.access;
    let failure: FailureCode | null = null;
    for (const ticket of tickets) {
      const source = this.#ports.takeFile(ticket);
      if (source === null) failure = 'fileUnreadable';
      else if (access) failure = access.sendFile(source) ?? failure;
      else source.close();
    }
    if (!access) return fail('sessionNotActive');
    return failure === null ? succeed(null) : fail(failure);
  }

  async #keepLog(): Promise<Result<{ readonly path: string | null }, FailureCode>> {
    const text = this.#session?.exportLog() ?? null;
    if (text === null) return fail('sessionNotActive');
    const day = new Date(this.#ports.clock.wallMs()).toISOString().slice(0, 10);
    const kept = await this.#ports.keepLog(`Handrail session ${day}.jsonl`, text);
    return kept.ok ? succeed({ path: kept.value }) : kept;
  }

  #emptyView(pin: string): AppletView {
    const { relayUrl, downloadFolder, driver, screenStreamer } = this.#ports;
    return emptyAppletView(
      { relayUrl, downloadFolder, canBeControlled: driver !== null, windowCaptures: screenStreamer === null },
      pin,
    );
  }
}

/** CSS pixels, as a page knows them, to the screen's own. */
function scale(rectangle: ScreenRectangle, factor: number): ScreenRectangle {
  return {
    left: rectangle.left * factor,
    top: rectangle.top * factor,
    width: rectangle.width * factor,
    height: rectangle.height * factor,
  };
}
