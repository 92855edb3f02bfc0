import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildForPage, openPageWith } from './media-browser.ts';

const garbage = [
  '',
  'null',
  '{}',
  '[]',
  'v=0',
  '{"type":"offer"}',
  '{"type":"answer","sdp":"v=0\\r\\n"}',
  '{"type":"rollback","sdp":"v=0"}',
  '{"type":"candidate","candidate":null}',
  '{"type":"candidate","candidate":{"candidate":"candidate:x","sdpMLineIndex":null,"sdpMid":null}}',
  '{"type":"candidate","candidate":{"candidate":"candidate:1 1 udp 1 192.0.2.1 9 typ host","sdpMLineIndex":9,"sdpMid":"9"}}',
  '{"type":"renegotiate","renegotiate":true}',
  '{"type":"transceiverRequest","transceiverRequest":{"kind":"video","init":{"direction":"sendrecv"}}}',
  `{"type":"offer","sdp":"v=0${'x'.repeat(31_000)}"}`,
  'x'.repeat(1_000_000),
];

type Frame = { readonly width: number; readonly height: number };
const frame = { width: 640, height: 360 };

describe('the screen between two windows', () => {
  let opened: Awaited<ReturnType<typeof openPageWith>>;
  const run = async <Outcome>(scenario: string, argument: unknown = null): Promise<Outcome> => {
    const call = `screenScenarios.${scenario}(${JSON.stringify(argument)})`;
    return await opened.page.evaluate<Outcome>(call);
  };

  beforeAll(async () => {
    opened = await openPageWith(await buildForPage('shared/dom/testing/screen-scenarios.ts', 'screenScenarios'));
  }, 60_000);

  afterAll(async () => {
    await opened.close();
    expect(opened.errors).toEqual([]);
  });

  it('DC6 shows what is captured, and measures it', async () => {
    type Stats = {
      framesPerSecond: number;
      width: number;
      height: number;
      path: string;
      roundTripMs: number;
      codec: string;
    };
    const seen = await run<{ frame: Frame; colour: number[]; stats: Stats; events: string[] }>('picture');
    expect(seen.frame).toEqual(frame);
    expect(seen.events).toEqual(['started 1', 'stream']);
    // #205080, as far as a video codec keeps a colour.
    for (const [index, value] of [0x20, 0x50, 0x80].entries()) {
      expect(Math.abs((seen.colour[index] ?? 0) - value)).toBeLessThan(24);
    }
    expect(seen.stats).toMatchObject({ ...frame, path: 'direct', codec: 'video/AV1' });
    expect(seen.stats.framesPerSecond).toBeGreaterThan(5);
    expect(seen.stats.roundTripMs).toBeLessThan(1_000);
  });

  it('PRM4 stop ends the capture at once, and the other side knows', async () => {
    type Stopped = { tracks: string[]; events: string[]; lostAfterMs: number; stats: null };
    const seen = await run<Stopped>('stop');
    expect(seen.tracks).toEqual(['ended']);
    expect(seen.events).toEqual(['started 1', 'stream', 'stopped 1', 'lost']);
    expect(seen.lostAfterMs).toBeLessThan(2_000);
    expect(seen.stats).toBeNull();
  });

  it('DC6 a new connection takes over from the old one without a blank picture and without asking again', async () => {
    type Replaced = { blankPictures: number; looked: number; frame: Frame; events: string[]; captures: number };
    const seen = await run<Replaced>('replacement');
    expect(seen.events).toEqual(['started 1', 'stream', 'started 2', 'stream']);
    expect(seen.captures).toBe(1);
    expect(seen.looked).toBeGreaterThan(0);
    expect(seen.blankPictures).toBe(0);
    expect(seen.frame).toEqual(frame);
  });

  it('DC6 garbage, stale and oversize signals change nothing', async () => {
    const seen = await run<{ frame: Frame; events: string[] }>('hostileSignals', garbage);
    expect(seen.events).toEqual(['started 1', 'stream', 'started 2', 'stream']);
    expect(seen.frame).toEqual(frame);
  });

  it('DC6 candidates may come before their description', async () => {
    const seen = await run<{ firstHeld: string; frame: Frame }>('candidatesFirst');
    expect(seen.firstHeld).toContain('offer');
    expect(seen.frame).toEqual(frame);
  });

  it('DC6 a window that comes back gets a new connection from the capture that still runs', async () => {
    const seen = await run<{ stats: null; captures: number; events: string[] }>('receiverCloses');
    expect(seen.stats).toBeNull();
    expect(seen.captures).toBe(1);
    expect(seen.events).not.toContain('lost');
    expect(seen.events.at(-1)).toBe('second stream');
  });
});
