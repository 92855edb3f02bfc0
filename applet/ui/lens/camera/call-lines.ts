import type { CallLink, CallLinkStats, OpenCallLink } from '#shared/dom/media/call-link.ts';
import { cameraSampleMs, fullCameraRate, nextCameraRate } from '#shared/dom/media/camera-rate.ts';
import { every, type Clock } from '#shared/std/core/clock.ts';
import type { Dispose } from '#shared/std/core/dispose.ts';
import type { MediaSignal } from '#shared/std/view/media-signal.ts';

/** What leaves; null: nothing of that kind. */
export type Carried = { readonly video: MediaStreamTrack | null; readonly audio: MediaStreamTrack | null };

export type CallUsage = { readonly sentBytes: number; readonly receivedBytes: number };

export type CallLinesOptions = {
  readonly clock: Clock;
  readonly iceServers: readonly RTCIceServer[];
  /** Fetches what makes connections: a phone that opens the page to type a PIN does not wait for it. */
  readonly loadLink: () => Promise<OpenCallLink>;
  send(signal: MediaSignal): void;
  /** `isConnected` or `voice` is another. */
  onChange(): void;
  onUsage(usage: CallUsage): void;
};

type Line = {
  readonly generation: number;
  link: CallLink | null;
  isConnected: boolean;
  voice: MediaStreamTrack | null;
  usage: CallUsage;
};

/** The technician's end closes the old connection when it shows the new one; a window that was reloaded cannot. */
const handoverMs = 4_000;

const nothing: Carried = { video: null, audio: null };

/** The customer's end of a call's connections: the newest, and the one before it until the technician's end has gone over to it. */
export class CallLines {
  readonly #options: CallLinesOptions;
  #current: Line | null = null;
  #previous: Line | null = null;
  #carried: Carried = nothing;
  #rate = fullCameraRate;
  /** Of every line there ever was: their bytes go on counting after they are closed. */
  #usages: Line[] = [];
  #stopSampling: Dispose = () => {};
  #stopHandover: Dispose = () => {};

  constructor(options: CallLinesOptions) {
    this.#options = options;
  }

  /** Something can leave. */
  get isConnected(): boolean {
    return this.#lines().some((line) => line.isConnected);
  }

  /** What the technician's end sends, by the newest connection that stands. */
  get voice(): MediaStreamTrack | null {
    return this.#lines().find((line) => line.isConnected && line.voice !== null)?.voice ?? null;
  }

  /** Offers connection `generation`; the one before goes on until the technician's end closes it. */
  start(generation: number): void {
    // Never more than two, however fast generations come, and of two that which shows something: each one encodes the picture.
    const [kept, ...others] = this.#lines().toSorted((a, b) => Number(b.isConnected) - Number(a.isConnected));
    for (const other of others) this.#end(other);
    if (kept?.isConnected === false) this.#end(kept);
    this.#previous = kept?.isConnected === true ? kept : null;
    const line: Line = {
      generation,
      link: null,
      isConnected: false,
      voice: null,
      usage: { sentBytes: 0, receivedBytes: 0 },
    };
    this.#current = line;
    this.#usages.push(line);
    this.#stopSampling();
    this.#stopSampling = every(this.#options.clock, cameraSampleMs, () => void this.#sample());
    void this.#open(line);
  }

  /** A signal of the other end. Those of any other generation are dropped. */
  receive(signal: MediaSignal): void {
    if (signal.generation === this.#current?.generation) this.#current.link?.receive(signal.data);
  }

  /** What leaves from now on, by every connection that stands. */
  carry(carried: Carried): void {
    this.#carried = carried;
    for (const line of this.#lines()) this.#load(line);
  }

  /** Takes out what is neither of these; puts nothing in. */
  withdrawAllBut({ video, audio }: Carried): void {
    const old = this.#carried;
    this.carry({ video: old.video === video ? video : null, audio: old.audio === audio ? audio : null });
  }

  /** No connection is left when this returns. */
  stop(): void {
    this.#stopSampling();
    this.#stopHandover();
    this.#carried = nothing;
    for (const line of this.#lines()) this.#end(line);
    this.#current = null;
    this.#previous = null;
    this.#rate = fullCameraRate;
  }

  /** Another session begins: its account is empty. */
  forgetUsage(): void {
    this.#usages = this.#lines();
  }

  async #open(line: Line): Promise<void> {
    try {
      const openLink = await this.#options.loadLink();
      // Stopped, or asked for anew, while the code was on its way.
      if (this.#current === line) line.link = this.#link(line, openLink);
    } catch (error) {
      // It is fetched again when the technician's end asks for a connection again.
      console.debug('no connection', error);
      this.#gone(line);
    }
  }

  #link(line: Line, openLink: OpenCallLink): CallLink {
    const { generation } = line;
    return openLink({
      role: 'customer',
      iceServers: this.#options.iceServers,
      onSignal: (data) => this.#options.send({ generation, data }),
      onTrack: (track) => {
        if (!this.#lines().includes(line)) return;
        line.voice = track;
        this.#options.onChange();
      },
      onConnected: () => this.#connected(line),
      onClosed: () => this.#gone(line),
    });
  }

  #connected(line: Line): void {
    if (!this.#lines().includes(line)) return;
    line.isConnected = true;
    line.link?.setRate(this.#rate.rate);
    // First the owner says that something leaves, then it leaves.
    this.#options.onChange();
    this.#load(line);
    this.#stopHandover();
    this.#stopHandover = this.#options.clock.after(handoverMs, () => {
      if (this.#previous === null || this.#current !== line) return;
      const previous = this.#previous;
      this.#previous = null;
      this.#end(previous);
    });
  }

  #load(line: Line): void {
    if (!line.isConnected) return;
    line.link?.setVideo(this.#carried.video);
    line.link?.setAudio(this.#carried.audio);
  }

  /** Both, the newest first. */
  #lines(): Line[] {
    return [this.#current, this.#previous].filter((line) => line !== null);
  }

  #gone(line: Line): void {
    if (this.#current === line) this.#current = null;
    if (this.#previous === line) this.#previous = null;
    if (this.#lines().length === 0) this.#stopSampling();
    line.isConnected = false;
    line.link = null;
    this.#options.onChange();
  }

  #end(line: Line): void {
    line.isConnected = false;
    const { link } = line;
    if (link === null) return;
    // Asked for before the end, and answered after it.
    void this.#measure(line);
    line.link = null;
    link.setVideo(null);
    link.setAudio(null);
    link.close();
  }

  async #sample(): Promise<void> {
    const line = this.#current;
    const [stats] = await Promise.all(this.#lines().map((each) => this.#measure(each)));
    const { video } = this.#carried;
    if (line === null || stats === null || stats === undefined || video === null || this.#current !== line) return;
    const { width = 0, height = 0 } = video.getSettings();
    const next = nextCameraRate(this.#rate, { ...stats, pixels: width * height });
    if (next.rate !== this.#rate.rate) for (const each of this.#lines()) each.link?.setRate(next.rate);
    this.#rate = next;
  }

  async #measure(line: Line): Promise<CallLinkStats | null> {
    let stats: CallLinkStats | null;
    try {
      stats = (await line.link?.stats()) ?? null;
    } catch {
      return null; // It was closed meanwhile.
    }
    if (stats === null) return null;
    // A connection that ends may have forgotten what it counted.
    line.usage = {
      sentBytes: Math.max(line.usage.sentBytes, stats.sentBytes),
      receivedBytes: Math.max(line.usage.receivedBytes, stats.receivedBytes),
    };
    if (this.#usages.includes(line)) this.#options.onUsage(this.#total());
    return stats;
  }

  #total(): CallUsage {
    return this.#usages.reduce(
      (sum, { usage }) => ({
        sentBytes: sum.sentBytes + usage.sentBytes,
        receivedBytes: sum.receivedBytes + usage.receivedBytes,
      }),
      { sentBytes: 0, receivedBytes: 0 },
    );
  }
}
