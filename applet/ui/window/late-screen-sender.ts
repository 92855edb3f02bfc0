import type { ScreenSender, ScreenSenderOptions } from '#shared/dom/media/screen-sender.ts';

type Sender = Pick<ScreenSender, 'start' | 'receive' | 'stop'>;

/**
 * A screen sender whose code is fetched when it is first needed: a phone that opens the page to type a PIN does not wait
 * for it. To its owner it behaves like the real one from the start.
 */
export class LateScreenSender implements Sender {
  readonly #options: ScreenSenderOptions;
  readonly #load: () => Promise<new (options: ScreenSenderOptions) => Sender>;
  #sender: Sender | null = null;
  /** The generation asked for last, until it is stopped. */
  #wanted: number | null = null;

  constructor(options: ScreenSenderOptions, load: () => Promise<new (options: ScreenSenderOptions) => Sender>) {
    this.#options = options;
    this.#load = load;
  }

  async start(generation: number): Promise<void> {
    this.#wanted = generation;
    if (this.#sender === null) {
      try {
        const Loaded = await this.#load();
        this.#sender ??= new Loaded(this.#options);
      } catch {
        // Its code could not be fetched: the person is told, and the next try fetches again.
        if (this.#wanted === generation) this.#options.onFailed(generation, 'captureFailed');
        return;
      }
    }
    // Stopped, or asked for anew, while the code was on its way.
    if (this.#wanted === generation) await this.#sender.start(generation);
  }

  receive(signal: Parameters<Sender['receive']>[0]): void {
    this.#sender?.receive(signal);
  }

  stop(): void {
    const generation = this.#wanted;
    this.#wanted = null;
    if (this.#sender !== null) this.#sender.stop();
    else if (generation !== null) this.#options.onStopped(generation);
  }
}
