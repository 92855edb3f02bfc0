import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { utf8 } from '#shared/std/crypto/bytes.ts';
import {
  channelHighWatermarkBytes,
  channelLowWatermarkBytes,
  fileChunkBytes,
  maxControlMessageBytes,
  maxInputMessageBytes,
} from '#shared/std/protocol/limits.ts';
import { channelNames, type DataSignal } from '#shared/std/session/data-connection.ts';
import { buildForPage, openPageWith } from './media-browser.ts';

describe('the data connection of a page', () => {
  let opened: Awaited<ReturnType<typeof openPageWith>>;
  const run = async <Outcome>(scenario: string, ...parameters: readonly unknown[]): Promise<Outcome> => {
    const list = parameters.map((parameter) => JSON.stringify(parameter)).join(',');
    return await opened.page.evaluate<Outcome>(`dataScenarios.${scenario}(${list})`);
  };

  beforeAll(async () => {
    opened = await openPageWith(await buildForPage('shared/dom/testing/data-scenarios.ts', 'dataScenarios'));
  }, 60_000);

  afterAll(async () => {
    await opened.close();
    expect(opened.errors).toEqual([]);
  });

  it('DC1 opens the five channels, carries bytes on each, and both ends know when it closes', async () => {
    type Prints = { local: string; remote: string };
    const seen = await run<{
      early: boolean;
      fingerprints: { offerer: Prints; answerer: Prints };
      quality: { path: string; roundTripMs: number | null };
      after: { sent: boolean; quality: null };
      events: string[];
    }>('echo');
    expect(seen.early).toBe(false);
    for (const channel of channelNames) {
      expect(seen.events).toContain(`answerer ${channel} hello ${channel}`);
      expect(seen.events).toContain(`offerer ${channel} hello ${channel}`);
    }
    expect(seen.events.filter((event) => event === 'offerer closed')).toHaveLength(1);
    expect(seen.events.filter((event) => event === 'answerer closed')).toHaveLength(1);
    expect(seen.quality.path).toBe('direct');
    expect(seen.after).toEqual({ sent: false, quality: null });

    const { offerer, answerer } = seen.fingerprints;
    expect(offerer.local).toMatch(/^[0-9a-f]{64}$/);
    expect(offerer.local).not.toBe(offerer.remote);
    expect(answerer).toEqual({ local: offerer.remote, remote: offerer.local });
  });

  it('DC1 HS4 meets node-datachannel: five channels, and each sees the certificate that the other shows', async () => {
    const { page } = opened;
    let toOfferer: RtcDataConnection['acceptRemoteSignal'] = () => {};
    await page.exposeFunction('toNode', (signal: DataSignal) => toOfferer(signal));
    await page.evaluate('globalThis.end = dataScenarios.answer(toNode); undefined');

    const offerer = new RtcDataConnection({ role: 'offerer', iceServers: [], logger: silentLogger });
    toOfferer = (signal) => offerer.acceptRemoteSignal(signal);
    const echoed = new Set<string>();
    offerer.onMessage((channel, bytes) => echoed.add(`${channel} ${new TextDecoder().decode(bytes)}`));
    const open = new Promise<void>((resolve) => offerer.onOpen(resolve));
    const closed = new Promise<void>((resolve) => offerer.onClosed(resolve));
    // One after the other: signalling is ordered.
    let sent: Promise<unknown> = Promise.resolve();
    offerer.onLocalSignal((signal) => {
      sent = sent.then(() => page.evaluate(`end.receive(${JSON.stringify(signal)})`));
    });
    await open;
    await expect.poll(() => page.evaluate('end.events')).toEqual(['open']);
    for (const channel of channelNames) offerer.send(channel, utf8('hello'));
    await expect
      .poll(() => [...echoed].toSorted())
      .toEqual(['control', 'file', 'input', 'pointer', 'screen'].map((name) => `${name} hello`));

    const fingerprints = await page.evaluate<{ local: string; remote: string }>('end.answerer.fingerprints()');
    expect(offerer.fingerprints()).toEqual({ local: fingerprints.remote, remote: fingerprints.local });
    expect(await page.evaluate('end.answerer.quality()')).toMatchObject({ path: 'direct' });
    // L11: five times hello, and five echoes.
    const usage = await page.evaluate<{ sentBytes: number; receivedBytes: number }>('end.answerer.usage()');
    expect(Math.min(usage.sentBytes, usage.receivedBytes)).toBeGreaterThan(25);
    await sent;
    await page.evaluate('end.answerer.close()');
    await closed;
  });

  it('DC3 the buffer stays at the high watermark, and says when it is below the low one', async () => {
    const total = 8 * channelHighWatermarkBytes;
    type Pressure = { received: number; highest: number; drained: number };
    const seen = await run<Pressure>('backPressure', total, fileChunkBytes, channelHighWatermarkBytes);
    expect(seen.received).toBe(total);
    expect(seen.highest).toBeLessThan(channelHighWatermarkBytes + fileChunkBytes);
    expect(seen.drained).toBeGreaterThanOrEqual(total / channelHighWatermarkBytes - 1);
    expect(channelLowWatermarkBytes).toBeLessThan(channelHighWatermarkBytes);
  });

  it.each([
    ['another fingerprint beside the true one', '^a=mid:.*', `$&\r\na=fingerprint:sha-256 ${'00:'.repeat(31)}00`],
    ['no fingerprint', '^a=fingerprint:.*\r\n', ''],
    ['a camera', '$(?![\\s\\S])', 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'],
  ])('HS4 a description with %s ends it before anything opens', async (_, search, replace) => {
    const seen = await run<{ events: string[]; fingerprints: null }>('changedDescription', search, replace);
    expect(seen.events).toEqual(['answerer closed']);
    expect(seen.fingerprints).toBeNull();
  });

  it('HS4 a description with a wrong fingerprint never opens', async () => {
    const wrong = `a=fingerprint:sha-256 ${'00:'.repeat(31)}00`;
    const seen = await run<{ events: string[]; fingerprints: null }>('changedDescription', '^a=fingerprint:.*', wrong);
    expect(seen.events.some((event) => event.endsWith('open'))).toBe(false);
    expect(seen.fingerprints).toBeNull();
  });

  it('DC1 useless candidates change nothing; a second description ends it', async () => {
    const events = await run<string[]>('lateSignals');
    expect(events.indexOf('answerer control still here')).toBeLessThan(events.indexOf('answerer closed'));
  });

  it.each([
    ['a fifth channel', { extra: 'shell' }],
    ['the same channel twice', { extra: 'control' }],
    ['a label that is not ours', { replace: { file: { label: 'files' } } }],
    ['input without order', { replace: { input: { ordered: false } } }],
    ['control that may lose messages', { replace: { control: { maxRetransmits: 0 } } }],
    ['a pointer that is resent', { replace: { pointer: {} } }],
    ['files with a time limit', { replace: { file: { maxPacketLifeTime: 10 } } }],
    ['a text frame', { channel: 'control', text: '{}' }],
    ['a control message beyond its limit', { channel: 'control', bytes: maxControlMessageBytes + 1 }],
    ['an input message beyond its limit', { channel: 'input', bytes: maxInputMessageBytes + 1 }],
    ['a pointer message beyond its limit', { channel: 'pointer', bytes: maxInputMessageBytes + 1 }],
    ['a file message beyond its limit', { channel: 'file', bytes: fileChunkBytes + 74 }],
  ])('DC1 %s ends it', async (_, attack) => {
    const events = await run<string[]>('attack', attack);
    expect(events.at(-1)).toBe('closed');
    expect(events.filter((event) => event.startsWith('message'))).toEqual([]);
  });
});
