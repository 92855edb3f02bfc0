import { mountApplet } from '#applet/ui/mount.tsx';
import { downloadBlob } from '#shared/dom/download-blob.ts';
import { openPageRelaySocket } from '#shared/dom/page-relay-socket.ts';
import { pageFileStore } from '#shared/dom/page-file-store.ts';
import { RtcDataConnection } from '#shared/dom/rtc-data-connection.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { succeed } from '#shared/std/core/result.ts';
import { signerFromSeed, verifyStrictly } from '#shared/std/crypto/signature.ts';
import { findTerms, termsText, termsVersion } from '#shared/std/messages/terms/terms-of-use.ts';
import { RpcServer } from '#shared/std/rpc/server.ts';
import { parseLinkFragment } from '#shared/std/session/link.ts';
import { portableSha256 } from '#shared/std/transfer/portable-sha256.ts';
import { appletContract, type AppletCallResults, type AppletEvents } from '#shared/std/view/applet-contract.ts';
import { AppletCore } from '../core/applet-core.ts';
import { browserName } from './browser-name.ts';
import { PageBridge } from './page-bridge.ts';

/** The join page: the same core and the same window as on a computer, in one page, without remote control. */
export function startPage(page: Window, root: HTMLElement): void {
  const link = takeLink(page);
  const { location, navigator, crypto } = page;
  const core = new AppletCore({
    clock: systemClock,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    logger: silentLogger,
    relayUrl: `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`,
    openSocket: openPageRelaySocket,
    openDataConnection: (role) => new RtcDataConnection({ role, iceServers: [], logger: silentLogger }),
    verify: verifyStrictly,
    makeSigner: signerFromSeed,
    terms: (locale) => ({ version: termsVersion, text: termsText(findTerms(locale)) }),
    platform: browserName(navigator.userAgent),
    driver: null,
    screenStreamer: null,
    fileStore: pageFileStore(downloadBlob),
    downloadFolder: null,
    hash: portableSha256,
    takeFile: (ticket) => bridge.takeFile(ticket),
    keepLog: (fileName, text) => {
      downloadBlob(new Blob([text], { type: 'application/jsonl' }), fileName);
      return Promise.resolve(succeed(null));
    },
    // Window and core are one page here: tracks stop synchronously, and closing the tab ends both.
    killWindow: () => page.location.reload(),
    hostWindows: () => [],
  });
  const server = new RpcServer<typeof appletContract, AppletCallResults, AppletEvents>(
    appletContract,
    core.handlers,
    silentLogger,
  );
  for (const name of ['view', 'mediaSignal', 'captureStart', 'captureStop'] as const) {
    core.on(name, (payload) => server.emit(name, payload));
  }
  const bridge = new PageBridge(page, (mainEnd) => {
    server.accept(mainEnd);
    server.emitTo(mainEnd, 'view', { name: 'view/reset', view: core.view });
  });
  page.addEventListener('pagehide', () => void core.close());
  mountApplet(root, bridge);
  if (link === 'malformed') core.refuseLink();
  else if (link !== null) core.join({ method: 'link', ...link });
}

/** Reads the link out of the address and clears it there at once, so that it stays in no history (PIN5). */
function takeLink(page: Window): ReturnType<typeof parseLinkFragment> | 'malformed' {
  const { hash } = page.location;
  if (hash === '') return null;
  page.history.replaceState(null, '', page.location.pathname);
  return parseLinkFragment(hash) ?? 'malformed';
}
