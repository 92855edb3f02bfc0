import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ElectronPreload } from '#shared/dom/electron-host-bridge.ts';
import type { FromPreload, ToPreload } from './page-wire.ts';

// A sandboxed preload is one file and shares nothing with main but this name.
const channel: typeof import('./page-wire.ts').pageChannel = 'handrail';

type OpenLink = {
  readonly number: number;
  readonly onMessage: (text: string) => void;
  readonly onBinary: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly onClose: () => void;
};

let current: OpenLink | null = null;
let lastNumber = 0;

function tell(message: FromPreload): void {
  ipcRenderer.send(channel, message);
}

ipcRenderer.on(channel, (_event, message: ToPreload) => {
  if (current?.number !== message.link) return;
  if (message.kind === 'text') {
    current.onMessage(message.text);
  } else if (message.kind === 'binary') {
    current.onBinary(message.bytes);
  } else {
    const { onClose } = current;
    current = null;
    onClose();
  }
});

function platform(): ElectronPreload['platform'] {
  switch (process.platform) {
    case 'win32':
      return 'windows';
    case 'darwin':
      return 'mac';
    case 'linux':
      return 'linux';
    default:
      return 'other';
  }
}

/** All that the page gets: five functions, none of which passes on a channel, an event or a path. */
const exposed: ElectronPreload = {
  platform: platform(),

  connect(onMessage, onBinary, onClose) {
    lastNumber++;
    current = { number: lastNumber, onMessage, onBinary, onClose };
    tell({ kind: 'connect', link: lastNumber });
  },

  send(text) {
    if (current !== null) tell({ kind: 'text', link: current.number, text });
  },

  disconnect() {
    if (current === null) return;
    tell({ kind: 'disconnect', link: current.number });
    current = null;
  },

  offerFile(file) {
    const path = webUtils.getPathForFile(file);
    if (path === '') return Promise.resolve(null); // Made by the page, not picked from the disk.
    const ticket = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
      byte.toString(16).padStart(2, '0'),
    ).join('');
    tell({ kind: 'offer', ticket, path });
    return Promise.resolve(ticket);
  },
};

contextBridge.exposeInMainWorld('handrail', exposed);
