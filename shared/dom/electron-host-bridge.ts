import { LinkEnd } from '#shared/std/rpc/link-end.ts';
import type { MessageLink } from '#shared/std/rpc/message-link.ts';
import type { HostBridge } from './host-bridge.ts';

/** What Electron's preload gives the page as `window.handrail`: named functions, and nothing of Electron's own. */
export type ElectronPreload = {
  readonly platform: HostBridge['platform'];
  /** Opens the link; what comes from main goes to `onMessage` and `onBinary`. Closes the one before it. */
  connect(
    onMessage: (text: string) => void,
    onBinary: (bytes: Uint8Array<ArrayBuffer>) => void,
    onClose: () => void,
  ): void;
  send(text: string): void;
  disconnect(): void;
  /** A ticket for a file that the person picked; null if it has no path on disk. */
  offerFile(file: File): Promise<string | null>;
};

declare global {
  interface Window {
    readonly handrail?: ElectronPreload;
  }
}

/** Talks to main over Electron's IPC, through the few functions of the preload. */
export class ElectronHostBridge implements HostBridge {
  readonly host = 'electron';
  readonly platform: HostBridge['platform'];
  readonly #preload: ElectronPreload;

  constructor(preload: ElectronPreload) {
    this.#preload = preload;
    this.platform = preload.platform;
  }

  connect(): Promise<MessageLink> {
    const preload = this.#preload;
    const link = new LinkEnd({ send: (text) => preload.send(text), close: () => preload.disconnect() });
    preload.connect(
      (text) => link.deliver(text),
      (bytes) => link.deliverBinary(bytes),
      () => link.carrierClosed(),
    );
    return Promise.resolve(link);
  }

  async offerFiles(files: readonly File[]): Promise<readonly string[]> {
    const tickets = await Promise.all(files.map((file) => this.#preload.offerFile(file)));
    return tickets.map((ticket) => {
      if (ticket === null) throw new Error('a file that is not on this computer’s disk was offered');
      return ticket;
    });
  }
}
