import { createStore, type StoreApi } from 'zustand/vanilla';
import { assertNever } from '#shared/std/core/assert-never.ts';
import type { Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Monitor, ScreenMessage, VideoCodec } from '#shared/std/screen/screen-message.ts';
import type { ScreenPreference } from '#shared/std/screen/screen-preference.ts';
import type { ScreenWatch } from '#shared/std/screen/screen-watch.ts';
import { firstPictureGraceMs, maxCodecFailures, maxUntakenBytes, minRestartIntervalMs } from './lane-limits.ts';
import { LaneStats } from './lane-stats.ts';
import type { DrawnFrame, FromLaneWorker, ToLaneWorker } from './lane-wire.ts';
import { RemoteCursor } from './remote-cursor.ts';
import { shownMonitors, type MonitorChoice } from './shown-monitors.ts';

/** The worker as far as a viewer uses it. */
export type LaneWorker = {
  post(message: ToLaneWorker, transfer: readonly Transferable[]): void;
  end(): void;
};
export type StartLaneWorker = (events: {
  readonly onMessage: (message: FromLaneWorker) => void;
  readonly onFailed: () => void;
}) => LaneWorker;

/** A canvas made once for a lane: the element lives as long as the lane, whichever part of the window shows it. */
export type LaneCanvas<Element> = { readonly element: Element; readonly offscreen: OffscreenCanvas };

/** One monitor on its way to the technician's eyes. */
export type LanePicture<Element = HTMLCanvasElement> = {
  readonly monitor: Monitor;
  readonly canvas: Element;
  /** Of the picture that is shown; null before the first. */
  readonly size: { readonly width: number; readonly height: number } | null;
};

/** Why a lane stands still: what came was no picture, or the program that draws it has failed. */
export type LaneProblem = 'malformed' | 'worker';

export type LaneViewerState<Element = HTMLCanvasElement> = {
  readonly choice: MonitorChoice;
  readonly preference: ScreenPreference;
  /** Of the monitors that are looked at, from left to right. */
  readonly pictures: readonly LanePicture<Element>[];
  readonly problem: LaneProblem | null;
};

export type LaneViewerOptions<Element> = {
  readonly clock: Clock;
  readonly startWorker: StartLaneWorker;
  readonly makeCanvas: () => LaneCanvas<Element>;
  /** What this browser decodes, the best first. */
  readonly codecs: readonly VideoCodec[];
  readonly watch: (watch: ScreenWatch) => void;
  readonly drawn: (lane: number, sequence: number) => void;
};

/** The lanes of one session in this window: which are watched, what is known of each, and the worker that draws them. */
export class LaneViewer<Element = HTMLCanvasElement> {
  readonly state: StoreApi<LaneViewerState<Element>>;
  readonly cursor = new RemoteCursor();
  readonly stats: LaneStats;
  readonly #options: LaneViewerOptions<Element>;
  readonly #codecFailures = new Map<VideoCodec, number>();
  readonly #screenshots = new Map<number, (png: Blob | null) => void>();
  #worker: LaneWorker;
  #monitors: readonly Monitor[] = [];
  #untakenBytes = 0;
  #nextRequest = 1;
  #stopRestart: Dispose | null = null;
  #lastRestartMs = -Infinity;
  #stopGrace: Dispose = () => {};
  #graceMs = firstPictureGraceMs;
  #closed = false;

  constructor(options: LaneViewerOptions<Element>) {
    this.#options = options;
    this.stats = new LaneStats(options.clock);
    this.state = createStore<LaneViewerState<Element>>(() => ({
      choice: 'primary',
      preference: 'automatic',
      pictures: [],
      problem: null,
    }));
    this.#worker = this.#start();
  }

  /** The customer's monitors, at first and whenever they change. */
  setMonitors(monitors: readonly Monitor[]): void {
    const isFirst = this.#monitors.length === 0;
    this.#monitors = monitors;
    const { choice } = this.state.getState();
    // Unplugged: back to the first, also when it comes back later.
    if (typeof choice === 'number' && !monitors.some(({ id }) => id === choice))
      this.state.setState({ choice: 'primary' });
    this.#follow(isFirst);
  }

  choose(choice: MonitorChoice): void {
    this.state.setState({ choice });
    this.#follow(false);
  }

  prefer(preference: ScreenPreference): void {
    if (preference === this.state.getState().preference) return;
    this.state.setState({ preference });
    this.#watch(false);
  }

  /** For whatever lost pictures on the way: everything begins with whole ones. */
  restart(): void {
    this.#stopRestart?.();
    this.#stopRestart = null;
    this.#lastRestartMs = this.#options.clock.monotonicMs();
    if (this.state.getState().problem === 'worker') this.#revive();
    this.state.setState({ problem: null });
    for (const { monitor } of this.state.getState().pictures) this.#post({ kind: 'restart', lane: monitor.id });
    this.#watch(true);
  }

  /** What came over the line. Pieces go to the worker with their bytes, which are not to be used afterwards. */
  receive(message: ScreenMessage): void {
    switch (message.kind) {
      case 'piece':
        this.#pass(message);
        return;
      case 'cursorShape':
        this.cursor.setShape(message.shape);
        return;
      case 'cursorAt':
        this.cursor.move(message.lane, message.at);
        return;
      case 'drawn':
        return; // Goes the other way: nothing of ours sends it here.
      default:
        assertNever(message);
    }
  }

  /** The lane's picture as a PNG; null if there is none. */
  screenshot(lane: number): Promise<Blob | null> {
    const request = this.#nextRequest++;
    return new Promise((resolve) => {
      this.#screenshots.set(request, resolve);
      this.#post({ kind: 'screenshot', lane, request });
    });
  }

  close(): void {
    this.#closed = true;
    this.#stopRestart?.();
    this.#stopGrace();
    this.#endWorker();
    this.state.setState({ pictures: [] });
  }

  #start(): LaneWorker {
    const worker: LaneWorker = this.#options.startWorker({
      onMessage: (message) => this.#worker === worker && this.#hear(message),
      onFailed: () => this.#worker === worker && this.#fail(),
    });
    return worker;
  }

  /** A canvas cannot be given to another worker: a new one begins with new canvases. */
  #revive(): void {
    this.#worker = this.#start();
    this.state.setState(({ pictures }) => ({ pictures: pictures.map(({ monitor }) => this.#open(monitor)) }));
  }

  #follow(restart: boolean): void {
    const { pictures, choice } = this.state.getState();
    const shown = shownMonitors(choice, this.#monitors);
    for (const { monitor } of pictures) {
      if (!shown.some(({ id }) => id === monitor.id)) this.#post({ kind: 'close', lane: monitor.id });
    }
    this.state.setState({
      pictures: shown.map((monitor) => {
        const old = pictures.find((picture) => picture.monitor.id === monitor.id);
        return old === undefined ? this.#open(monitor) : { ...old, monitor };
      }),
    });
    const isSame = shown.length === pictures.length && shown.every(({ id }, at) => pictures[at]?.monitor.id === id);
    if (!isSame || restart) this.#watch(restart);
  }

  #open(monitor: Monitor): LanePicture<Element> {
    const { element, offscreen } = this.#options.makeCanvas();
    this.#post({ kind: 'open', lane: monitor.id, canvas: offscreen }, [offscreen]);
    return { monitor, canvas: element, size: null };
  }

  #watch(restart: boolean): void {
    const { pictures, preference, problem } = this.state.getState();
    const codecs = this.#options.codecs.filter((codec) => (this.#codecFailures.get(codec) ?? 0) < maxCodecFailures);
    const lanes = problem === null ? pictures.map(({ monitor }) => monitor.id) : [];
    this.#options.watch({ lanes, codecs, preference, restart });
    if (restart && lanes.length > 0) this.#awaitFirst();
  }

  /** Nothing comes at all: it is asked again, ever more slowly, for a slow line needs its time. */
  #awaitFirst(): void {
    this.#stopGrace();
    this.#stopGrace = this.#options.clock.after(this.#graceMs, () => {
      this.#graceMs *= 2;
      this.restart();
    });
  }

  #pass(piece: ScreenMessage & { readonly kind: 'piece' }): void {
    if (this.state.getState().problem !== null) return;
    this.#stopGrace();
    this.#untakenBytes += piece.bytes.length;
    if (this.#untakenBytes > maxUntakenBytes) this.#fail();
    else this.#post(piece, [piece.bytes.buffer]);
  }

  #post(message: ToLaneWorker, transfer: readonly Transferable[] = []): void {
    this.#worker.post(message, transfer);
  }

  #hear(message: FromLaneWorker): void {
    switch (message.kind) {
      case 'drawn':
        this.#drawn(message.lane, message);
        return;
      case 'skipped':
        this.#untakenBytes -= message.bytes;
        return;
      case 'broken':
        this.#broken(message.why, message.codec);
        return;
      case 'screenshot':
        this.#screenshots.get(message.request)?.(message.png);
        this.#screenshots.delete(message.request);
        return;
      default:
        assertNever(message);
    }
  }

  #drawn(lane: number, frame: DrawnFrame): void {
    this.#options.drawn(lane, frame.sequence);
    this.#untakenBytes -= frame.bytes;
    this.#graceMs = firstPictureGraceMs;
    this.stats.add(frame);
    const { pictures } = this.state.getState();
    const at = pictures.findIndex(({ monitor }) => monitor.id === lane);
    const { size } = pictures[at] ?? { size: null };
    if (at < 0 || (size?.width === frame.width && size.height === frame.height)) return;
    const { width, height } = frame;
    this.state.setState({
      pictures: pictures.map((picture, index) => (index === at ? { ...picture, size: { width, height } } : picture)),
    });
  }

  #broken(why: 'malformed' | 'video', codec: VideoCodec | null): void {
    if (why === 'video') {
      if (codec !== null) this.#codecFailures.set(codec, (this.#codecFailures.get(codec) ?? 0) + 1);
      this.#restartSoon();
      return;
    }
    this.state.setState({ problem: 'malformed' });
    this.#watch(false); // Nothing more of it need come.
  }

  #restartSoon(): void {
    if (this.#stopRestart !== null || this.#closed) return;
    const waitMs = Math.max(0, this.#lastRestartMs + minRestartIntervalMs - this.#options.clock.monotonicMs());
    this.#stopRestart = this.#options.clock.after(waitMs, () => this.restart());
  }

  /** The worker hangs or has thrown: it is ended with all that it holds. */
  #fail(): void {
    if (this.#closed) return;
    this.#endWorker();
    this.#stopGrace();
    this.state.setState(({ pictures }) => ({
      problem: 'worker',
      pictures: pictures.map((picture) => ({ ...picture, size: null })),
    }));
    this.#watch(false);
  }

  #endWorker(): void {
    this.#worker.end();
    this.#untakenBytes = 0;
    for (const settle of this.#screenshots.values()) settle(null);
    this.#screenshots.clear();
  }
}
