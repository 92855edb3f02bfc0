import { describe, expect, it, vi } from 'vitest';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { FakeCallLink } from '../testing/fake-call-link.ts';
import { FakeStream, FakeTrack } from '../testing/fake-devices.ts';
import type { CallLinkStats } from './call-link.ts';
import { CallReceiver } from './call-receiver.ts';

const offer = JSON.stringify({ type: 'offer', sdp: 'v=0\r\n' });

function setUp() {
  const clock = new FakeClock();
  const links: FakeCallLink[] = [];
  const said: string[] = [];
  const streams = { pictures: [] as MediaStreamTrack[], voices: [] as MediaStream[] };
  const receiver = new CallReceiver({
    clock,
    openLink: (options) => {
      const link = new FakeCallLink(options);
      links.push(link);
      return link;
    },
    newStream: (tracks) => FakeStream.of(tracks),
    send: ({ generation }) => said.push(`signal ${generation}`),
    onPicture: (track) => streams.pictures.push(track),
    onVoice: (stream) => streams.voices.push(stream),
    onLost: () => said.push('lost'),
  });
  /** The phone offers a connection; its tracks are silent until they are `silence(false)`. */
  const offered = (generation: number) => {
    receiver.receive({ generation, data: offer });
    const link = links.at(-1);
    if (link === undefined) throw new Error('no connection');
    const video = new FakeTrack('video');
    const audio = new FakeTrack('audio');
    video.muted = true;
    audio.muted = true;
    link.options.onTrack(video.asTrack());
    link.options.onTrack(audio.asTrack());
    return { link, video, audio };
  };
  const shown = () => streams.pictures.at(-1);
  const heard = () => streams.voices.at(-1)?.getTracks();
  return { clock, links, said, streams, receiver, offered, shown, heard };
}

describe('CallReceiver', () => {
  it('L4 shows a picture when its first packet comes, and lets the voice be heard', () => {
    const { offered, streams, shown, heard } = setUp();
    const { link, video, audio } = offered(1);
    link.connect();
    expect([streams.pictures, heard()]).toEqual([[], [audio]]);
    video.silence(false);
    expect(shown()).toBe(video);
  });

  it('CALL2 a new generation takes over when its picture comes', () => {
    const { offered, streams, shown, heard } = setUp();
    const first = offered(1);
    first.link.connect();
    first.video.silence(false);
    const second = offered(2);
    second.link.connect();
    expect([shown(), first.link.closed]).toEqual([first.video, false]);
    second.video.silence(false);
    expect([shown(), heard(), first.link.closed]).toEqual([second.video, [second.audio], true]);
    expect(streams.pictures).toEqual([first.video, second.video]);
  });

  it('CALL2 a paused camera does not hold up the voices: the new generation takes over a second later', () => {
    const { offered, clock, heard, said } = setUp();
    const first = offered(1);
    first.link.connect();
    first.video.silence(false);
    const second = offered(2);
    second.link.connect();
    clock.advance(1_000);
    expect([heard(), first.link.closed]).toEqual([[second.audio], true]);
    expect(said).not.toContain('lost');
  });

  it('CALL2 a generation that comes to nothing leaves the old one as it is', () => {
    const { offered, shown, said } = setUp();
    const first = offered(1);
    first.link.connect();
    first.video.silence(false);
    offered(2).link.drop();
    expect([shown(), first.link.closed, said]).toEqual([first.video, false, []]);
    first.link.drop();
    expect(said).toEqual(['lost']);
  });

  it('CALL2 garbage gives nothing up, and an old generation is nothing', () => {
    const { receiver, offered, links } = setUp();
    const { link } = offered(3);
    for (const data of ['', 'null', '{"type":"renegotiate","renegotiate":true}'])
      receiver.receive({ generation: 4, data });
    receiver.receive({ generation: 2, data: offer });
    expect(links).toEqual([link]);
  });

  it('CALL2 generations in a row leave at most two connections', () => {
    const { offered, links } = setUp();
    const first = offered(1);
    first.link.connect();
    first.video.silence(false);
    for (let generation = 2; generation < 30; generation += 1) offered(generation);
    expect(links.filter(({ closed }) => !closed)).toEqual([first.link, links.at(-1)]);
  });

  it('the technician’s voice leaves by the connection that is shown and by the one that will be', () => {
    const { receiver, offered } = setUp();
    const voice = new FakeTrack('audio').asTrack();
    const first = offered(1);
    first.link.connect();
    receiver.setVoice(voice);
    const second = offered(2);
    expect([first.link.audio, second.link.audio]).toEqual([voice, voice]);
    receiver.setVoice(null);
    expect([first.link.audio, second.link.audio]).toEqual([null, null]);
  });

  it('a connection ends that sends pictures larger than any camera does', async () => {
    const { offered, clock, said } = setUp();
    const { link, video } = offered(1);
    link.connect();
    video.silence(false);
    link.measures({ width: 1_080, height: 4_096 });
    clock.advance(500);
    await Promise.resolve();
    expect([link.closed, said]).toEqual([false, []]);
    link.measures({ width: 16_383, height: 64 });
    clock.advance(500);
    await vi.waitFor(() => expect([link.closed, said]).toEqual([true, ['lost']]));
  });

  it('a connection that ends while it is looked at is lost once', async () => {
    const { offered, clock, said } = setUp();
    const { link } = offered(1);
    link.connect();
    const asked = Promise.withResolvers<CallLinkStats | null>();
    link.stats = () => asked.promise;
    clock.advance(500);
    link.drop();
    asked.resolve({ ...link.measured, width: 9_000 });
    await asked.promise;
    await Promise.resolve();
    expect(said).toEqual(['lost']);
  });

  it('after its end nothing is opened, shown or said', () => {
    const { receiver, offered, links, said, clock, streams } = setUp();
    const { link, video } = offered(1);
    link.connect();
    receiver.close();
    video.silence(false);
    clock.advance(10_000);
    receiver.receive({ generation: 2, data: offer });
    expect([link.closed, links.length, said, streams.pictures]).toEqual([true, 1, [], []]);
  });
});
