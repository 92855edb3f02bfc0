import { describe, expect, it, vi } from 'vitest';
import { SenderTrack } from './sender-track.ts';

type Encoding = { active: boolean; maxFramerate?: number };

/** A sender that takes one change at a time, as browsers do; `slow` changes wait for the test. */
function fakeSender() {
  const waiting: (() => void)[] = [];
  let encodings: Encoding[] = [{ active: true }];
  const sender = {
    track: null as unknown,
    busy: false,
    refuses: new Set<unknown>(),
    slow: false,
    log: [] as string[],
    getParameters: () => ({ encodings: encodings.map((encoding) => ({ ...encoding })) }),
    setParameters: async (parameters: { encodings: Encoding[] }) => {
      await sender.turn();
      encodings = parameters.encodings;
    },
    replaceTrack: async (track: unknown) => {
      await sender.turn();
      if (sender.refuses.has(track)) throw new DOMException('no', 'InvalidModificationError');
      sender.track = track;
      sender.log.push(String(track));
    },
    turn: async () => {
      if (sender.busy) throw new DOMException('one at a time', 'InvalidStateError');
      sender.busy = true;
      if (sender.slow) await new Promise<void>((resolve) => waiting.push(resolve));
      else await Promise.resolve();
      sender.busy = false;
    },
    finish: async () => {
      sender.slow = false;
      for (const each of waiting.splice(0)) each();
      await settle();
    },
    encodings: () => encodings,
  };
  return sender;
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
}

const asTrack = (name: string): MediaStreamTrack => name as unknown as MediaStreamTrack;

function setUp() {
  vi.spyOn(console, 'debug').mockImplementation(() => {});
  const sender = fakeSender();
  const track = new SenderTrack();
  track.attach(sender as unknown as RTCRtpSender);
  return { sender, track };
}

describe('SenderTrack', () => {
  it('L5 without a track the encoding is not active, so that not even old packets leave again', async () => {
    const { sender, track } = setUp();
    await settle();
    expect(sender.encodings()).toEqual([{ active: false }]);
    track.send(asTrack('camera'));
    await settle();
    expect([sender.track, sender.encodings()]).toEqual(['camera', [{ active: true }]]);
    track.send(null);
    await settle();
    expect([sender.track, sender.encodings()]).toEqual([null, [{ active: false }]]);
  });

  it('of several tracks in a row the last one counts, however slow the browser is', async () => {
    const { sender, track } = setUp();
    await settle();
    sender.slow = true;
    for (const name of ['one', 'two', 'three']) track.send(asTrack(name));
    await sender.finish();
    expect([sender.track, sender.log]).toEqual(['three', ['three']]);
    sender.slow = true;
    track.send(null);
    track.send(asTrack('four'));
    track.send(null);
    await sender.finish();
    expect([sender.track, sender.encodings()]).toEqual([null, [{ active: false }]]);
  });

  it('what is asked for in the moment in which the last change ends is not forgotten', async () => {
    for (let turns = 0; turns < 12; turns += 1) {
      const { sender, track } = setUp();
      for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
      track.send(null);
      track.send(asTrack('camera'));
      await settle();
      expect([sender.track, sender.encodings()]).toEqual(['camera', [{ active: true }]]);
    }
  });

  it('a track that the browser refuses does not keep the next one out, nor the end of the last', async () => {
    const { sender, track } = setUp();
    track.send(asTrack('good'));
    await settle();
    sender.refuses.add('bad');
    track.send(asTrack('bad'));
    await settle();
    expect(sender.track).toBe('good');
    track.send(null);
    await settle();
    expect(sender.track).toBeNull();
  });

  it('changes of the encoding wait for their turn and come all', async () => {
    const { sender, track } = setUp();
    sender.slow = true;
    track.send(asTrack('camera'));
    track.change(({ encodings }) => {
      for (const encoding of encodings) encoding.maxFramerate = 15;
    });
    await sender.finish();
    expect(sender.encodings()).toEqual([{ active: true, maxFramerate: 15 }]);
  });
});
