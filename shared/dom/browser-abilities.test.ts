import { describe, expect, it } from 'vitest';
import { browserAbilities } from './browser-abilities.ts';

const call = (): void => {};

/** Something that has instances, as `RTCPeerConnection` does. */
function classOf(prototype: object, made: () => void = call): unknown {
  return Object.assign(
    function make(): void {
      made();
    },
    { prototype },
  );
}

/** What a current browser has; parts are replaced by what a test is about. */
function browser(parts: Readonly<Record<string, unknown>> = {}): object {
  return {
    WebSocket: call,
    RTCPeerConnection: classOf({ createDataChannel: call }),
    crypto: { getRandomValues: call },
    navigator: { mediaDevices: { getUserMedia: call } },
    isSecureContext: true,
    Worker: call,
    WebAssembly: { instantiate: call },
    ...parts,
  };
}

const all = { connection: true, camera: true, microphone: true, secureContext: true, worker: true, wasm: true };

describe('what a browser has', () => {
  it('is everything in a current one', () => {
    expect(browserAbilities(browser())).toEqual(all);
  });

  it.each([
    ['no WebRTC', { RTCPeerConnection: undefined }, { connection: false, camera: false, microphone: false }],
    ['WebRTC without data channels', { RTCPeerConnection: classOf({}) }, { connection: false }],
    ['no WebSocket', { WebSocket: undefined }, { connection: false }],
    ['no crypto', { crypto: undefined }, { connection: false }],
    ['crypto without random numbers', { crypto: {} }, { connection: false }],
    [
      'an insecure origin',
      { isSecureContext: false, navigator: {} },
      { camera: false, microphone: false, secureContext: false },
    ],
    ['no media devices', { navigator: { mediaDevices: null } }, { camera: false, microphone: false }],
    ['no workers', { Worker: undefined }, { worker: false }],
    ['WebAssembly switched off', { WebAssembly: undefined }, { wasm: false }],
    [
      'names without anything behind them',
      { WebSocket: 'WebSocket', WebAssembly: {} },
      { connection: false, wasm: false },
    ],
    ['a secure context by hearsay', { isSecureContext: 'yes' }, { secureContext: false }],
  ])('%s', (_, parts, lacks) => {
    expect(browserAbilities(browser(parts))).toEqual({ ...all, ...lacks });
  });

  it('is nothing where every touch throws', () => {
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new DOMException('not here', 'SecurityError');
        },
      },
    );
    const nothing = Object.fromEntries(Object.keys(all).map((name) => [name, false]));
    expect(browserAbilities(hostile)).toEqual(nothing);
    expect(browserAbilities({})).toEqual(nothing);
  });

  it('does not call what it asks for', () => {
    const calls: string[] = [];
    const getUserMedia = (): void => void calls.push('getUserMedia');
    const RTCPeerConnection = classOf({ createDataChannel: call }, () => void calls.push('RTCPeerConnection'));
    browserAbilities(browser({ RTCPeerConnection, navigator: { mediaDevices: { getUserMedia } } }));
    expect(calls).toEqual([]);
  });
});
