import { downloadBlob } from '#shared/dom/download-blob.ts';
import { openPageRelaySocket } from '#shared/dom/page-relay-socket.ts';
import { pageFileStore } from '#shared/dom/page-file-store.ts';
import { RtcDataConnection } from '#shared/dom/rtc-data-connection.ts';
import { systemClock } from '#shared/dom/system-clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { succeed } from '#shared/std/core/result.ts';
import { signerFromSeed, verifyStrictly } from '#shared/std/crypto/signature.ts';
import { findTerms, termsText, termsVersion } from '#shared/std/messages/terms/terms-of-use.ts';
import { RpcServer } from '#shared/std/rpc/server.ts';
import { parseLinkFragment } from '#shared/std/session/link.ts';
import { portableSha256 } from '#shared/std/transfer/portable-sha256.ts';
import {
  appletContract,
  appletEventNames,
  type AppletCallResults,
  type AppletEvents,
} from '#shared/std/view/applet-contract.ts';
import type { AppletStep } from '#shared/std/view/applet-view.ts';
import { AppletCore } from '../core/applet-core.ts';
import type { AppletAbilities } from '../core/empty-view.ts';
import { browserName } from './browser-name.ts';
import { LeaveGuard } from './leave-guard.ts';
import type { PageBridge } from './page-bridge.ts';
import type { SessionMarker } from './session-marker.ts';

export type PageCoreOptions = {
  readonly page: Window;
  readonly bridge: PageBridge;
  readonly abilities: AppletAbilities;
  /** Of the address that the page was opened by, with its #; empty where there was none. */
  readonly fragment: string;
  /** What the person is told at the PIN field; null: nothing. */
  readonly failure: FailureCode | null;
  readonly marker: SessionMarker;
};

/** The same core as on a computer, in the page, without remote control: it serves the window and takes the link. */
export function startCore(options: PageCoreOptions): void {
  const { page, bridge, abilities, fragment, failure, marker } = options;
  const { navigator, crypto } = page;
  const guard = new LeaveGuard(page);
  const core = new AppletCore({
    clock: systemClock,
    random: (count) => crypto.getRandomValues(new Uint8Array(count)),
    logger: silentLogger,
    relayUrl: abilities.relayUrl,
    openSocket: openPageRelaySocket,
    openDataConnection: (role) => new RtcDataConnection({ role, iceServers: [], logger: silentLogger }),
    verify: verifyStrictly,
    makeSigner: signerFromSeed,
    terms: (locale) => ({ version: termsVersion, text: termsText(findTerms(locale)) }),
    platform: browserName(navigator.userAgent),
    driver: null,
    screenStreamer: null,
    fileStore: pageFileStore(downloadBlob),
    downloadFolder: abilities.downloadFolder,
    hash: portableSha256,
    takeFile: (ticket) => bridge.takeFile(ticket),
    keepLog: (fileName, text) => {
      downloadBlob(new Blob([text], { type: 'application/jsonl' }), fileName);
      return Promise.resolve(succeed(null));
    },
    // Window and core are one page here: tracks stop synchronously, and closing the tab ends both.
    killWindow: () => {
      guard.set(false);
      page.location.reload();
    },
    hostWindows: () => [],
  });
  const server = new RpcServer<typeof appletContract, AppletCallResults, AppletEvents>(
    appletContract,
    core.handlers,
    silentLogger,
  );
  for (const name of appletEventNames) core.on(name, (payload) => server.emit(name, payload));
  let isLeaving = false;
  const follow = (): void => {
    guard.set(core.isBusy);
    // The end that comes of leaving is what the next page has to tell.
    if (!isLeaving) marker.set(hasJoined(core.view.step.name));
  };
  core.on('view', follow);
  page.addEventListener('pagehide', () => {
    isLeaving = true;
    void core.close();
  });
  // A page that "back" brings to life again shows the end itself.
  page.addEventListener('pageshow', () => {
    isLeaving = false;
    follow();
  });
  if (fragment !== '') join(core, fragment);
  else if (failure !== null) core.beginWith(failure);
  bridge.serve((mainEnd) => {
    server.accept(mainEnd);
    server.emitTo(mainEnd, 'view', { name: 'view/reset', view: core.view });
  });
}

function join(core: AppletCore, fragment: string): void {
  const link = parseLinkFragment(fragment);
  if (link === null) core.beginWith('linkMalformed');
  else core.join({ method: 'link', ...link });
}

/** From here on the PIN or link is used up: a page that goes away takes the session with it. */
function hasJoined(step: AppletStep['name']): boolean {
  return step === 'terms' || step === 'waiting' || step === 'session';
}
