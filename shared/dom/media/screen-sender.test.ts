import { describe, expect, it } from 'vitest';
import type { MediaLink, MediaLinkOptions } from './media-link.ts';
import { ScreenSender } from './screen-sender.ts';

class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live';
  contentHint = '';
  readonly #displaySurface: string;

  constructor(displaySurface: string) {
    super();
    this.#displaySurface = displaySurface;
  }

  getSettings(): MediaTrackSettings {
    return { displaySurface: this.#displaySurface };
  }

  stop(): void {
    this.readyState = 'ended';
  }

  /** The browser's own "Stop sharing". */
  endByBrowser(): void {
    this.readyState = 'ended';
    this.dispatchEvent(new Event('ended'));
  }
}

type FakeLink = MediaLink & { readonly options: MediaLinkOptions; readonly received: string[]; closed: boolean };

function setUp() {
  const track = new FakeTrack('monitor');
  const stream = { getTracks: () => [track], getVideoTracks: () => [track] } as unknown as MediaStream;
  const picker = { asked: 0, choose: () => {}, refuse: (error: unknown): void => void error };
  const links: FakeLink[] = [];
  const events: string[] = [];
  const sender = new ScreenSender({
    capture: () => {
      picker.asked += 1;
      const answer = Promise.withResolvers<MediaStream>();
      picker.choose = (): void => answer.resolve(stream);
      picker.refuse = (error) => answer.reject(error);
      return answer.promise;
    },
    openLink: (options) => {
      const link: FakeLink = {
        options,
        received: [],
        closed: false,
        receive: (data) => link.received.push(data),
        stats: () => Promise.resolve(null),
        close: () => (link.closed = true),
      };
      links.push(link);
      return link;
    },
    send: (signal) => events.push(`send ${signal.generation} ${signal.data}`),
    onStarted: (generation, wholeScreen) => events.push(`started ${generation} ${wholeScreen}`),
    onFailed: (generation, reason) => events.push(`failed ${generation} ${reason}`),
    onStopped: (generation) => events.push(`stopped ${generation}`),
  });
  return { sender, track, picker, links, events };
}

async function started(generation: number) {
  const parts = setUp();
  const start = parts.sender.start(generation);
  parts.picker.choose();
  await start;
  return parts;
}

describe('ScreenSender', () => {
  it('DC6 captures, says whether it is the whole screen, and signals under its generation', async () => {
    const { links, events } = await started(3);
    links[0]?.options.onSignal('offer');
    expect(events).toEqual(['started 3 true', 'send 3 offer']);
  });

  it('DC6 a new generation reuses the stream and leaves the old connection to the receiver', async () => {
    const { sender, picker, links, events } = await started(1);
    await sender.start(2);
    expect(picker.asked).toBe(1);
    expect(events).toEqual(['started 1 true', 'started 2 true']);
    expect(links.map((link) => link.closed)).toEqual([false, false]);
    links[0]?.options.onClosed();
    expect(links.map((link) => link.closed)).toEqual([false, false]);
  });

  it('DC6 there are never more than two connections', async () => {
    const { sender, links } = await started(1);
    await sender.start(2);
    await sender.start(3);
    expect(links.map((link) => link.closed)).toEqual([true, false, false]);
  });

  it('DC6 signals of another generation are dropped', async () => {
    const { sender, links } = await started(5);
    sender.receive({ generation: 4, data: 'old' });
    sender.receive({ generation: 6, data: 'not made yet' });
    sender.receive({ generation: 5, data: 'mine' });
    expect(links[0]?.received).toEqual(['mine']);
  });

  it('PRM4 stop ends tracks and connection before it returns, and says so', async () => {
    const { sender, track, links, events } = await started(1);
    sender.stop();
    expect(track.readyState).toBe('ended');
    expect(links[0]?.closed).toBe(true);
    expect(events.at(-1)).toBe('stopped 1');
  });

  it('PRM4 a screen chosen after stop is not captured', async () => {
    const { sender, track, picker, links, events } = setUp();
    const start = sender.start(1);
    sender.stop();
    picker.choose();
    await start;
    expect(track.readyState).toBe('ended');
    expect(links).toHaveLength(0);
    expect(events).toEqual(['stopped 1']);
  });

  it('PRM4 stop answers also when nothing runs any more', async () => {
    const { sender, track, events } = await started(1);
    track.endByBrowser();
    sender.stop();
    expect(events).toEqual(['started 1 true', 'stopped 1', 'stopped 1']);
  });

  it('asks once, and serves the newest generation, while the picker is open', async () => {
    const { sender, picker, events } = setUp();
    const first = sender.start(1);
    const second = sender.start(2);
    picker.choose();
    await Promise.all([first, second]);
    expect(picker.asked).toBe(1);
    expect(events).toEqual(['started 2 true']);
  });

  it('stops when the person uses the browser\'s own "Stop sharing", and can start anew', async () => {
    const { sender, track, picker, links, events } = await started(1);
    track.endByBrowser();
    expect(events.at(-1)).toBe('stopped 1');
    expect(links[0]?.closed).toBe(true);
    const start = sender.start(2);
    expect(picker.asked).toBe(2);
    picker.choose();
    await start;
    expect(events.at(-1)).toBe('failed 2 captureFailed'); // The fake gives the same, ended track.
  });

  it.each([
    ['screenNotChosen', new DOMException('Permission denied', 'NotAllowedError')],
    ['captureFailed', new DOMException('Permission denied by system', 'NotAllowedError')],
    ['captureFailed', new DOMException('needs a gesture', 'InvalidStateError')],
    ['captureFailed', new DOMException('no screen', 'NotFoundError')],
    ['captureFailed', new Error('anything else')],
  ])('fails as %s when the browser says %s', async (reason, error) => {
    const { sender, picker, links, events } = setUp();
    const start = sender.start(1);
    picker.refuse(error);
    await start;
    expect(events).toEqual([`failed 1 ${reason}`]);
    expect(links).toHaveLength(0);
  });

  it('a lost connection ends neither the capture nor the next connection', async () => {
    const { sender, track, links } = await started(1);
    links[0]?.options.onClosed();
    expect(track.readyState).toBe('live');
    await sender.start(2);
    expect(links[1]?.closed).toBe(false);
  });
});
