import { BrowserHostBridge } from './browser-host-bridge.ts';
import { ElectronHostBridge } from './electron-host-bridge.ts';
import type { HostBridge } from './host-bridge.ts';

/** The bridge to the host that this page runs in. Call it first of all: it takes the token out of the address. */
export function pickHostBridge(): HostBridge {
  return window.handrail === undefined ? new BrowserHostBridge(window) : new ElectronHostBridge(window.handrail);
}
