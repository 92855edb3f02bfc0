/**
 * What a Chromium that we start ourselves (Electron, or an app-mode window) is told, so that a remote screen arrives at once
 * and by the shortest path. Pages cannot ask for either; docs/decisions/0006-screen-as-media-track.md has the figures.
 */
export const mediaSwitches = {
  /**
   * For `--force-fieldtrials`: the sender marks its pictures "to be shown at once". Without it the receiver keeps each one
   * back for an even pace, `jitterBufferTarget` 0 or not: 50 ms and more, on a screen that somebody is steering.
   */
  forceFieldTrials: 'WebRTC-ForceSendPlayoutDelay/min_ms:0,max_ms:0/',
  /**
   * For `--disable-features`: local addresses instead of random `.local` names, which nobody resolves on networks without
   * multicast. They would hide the address from a page; here the page is ours, and the other side has it already.
   */
  disabledFeatures: ['WebRtcHideLocalIpsWithMdns'],
} as const;
