import { describe, expect, it } from 'vitest';
import { setUp, settle } from '../testing/lens-set-up.ts';

describe('the connections of a call', () => {
  it('CALL2 the old one goes on until the technician’s end has gone over to the new one', async () => {
    const { live, start, links, call } = setUp();
    const { link: first, camera } = await live();
    const second = await start({ generation: 2 });
    expect([first.video, second.video, call().camera.state]).toEqual([camera, null, 'live']);
    second.connect();
    expect([first.video, second.video]).toEqual([camera, camera]);
    first.drop();
    expect([second.video, call().camera.state]).toEqual([camera, 'live']);
    expect(links).toHaveLength(2);
  });

  it('CALL2 nobody is sent to for long who does not close the old one', async () => {
    const { live, start, clock } = setUp();
    const { link: first } = await live();
    const second = await start({ generation: 2 });
    second.connect();
    clock.advance(3_900);
    expect(first.closed).toBe(false);
    clock.advance(200);
    expect([first.closed, second.closed]).toEqual([true, false]);
  });

  it('CALL2 generations in a row leave at most two connections, of them the one that works', async () => {
    const { live, start, links, call } = setUp();
    const { link: first } = await live();
    for (let generation = 2; generation < 20; generation += 1) await start({ generation });
    expect(links.filter(({ closed }) => !closed)).toEqual([first, links.at(-1)]);
    expect(call().camera.state).toBe('live');
  });

  it('CALL2 signals reach the newest connection only, and an older start is no start', async () => {
    const { live, start, tell } = setUp();
    const { link: first } = await live();
    const second = await start({ generation: 2 });
    tell('callSignal', { generation: 1, data: 'old' });
    tell('callSignal', { generation: 2, data: 'new' });
    tell('callSignal', { generation: 3, data: 'never' });
    await start({ generation: 1 });
    expect([first.received, second.received]).toEqual([[], ['new']]);
  });

  it('CALL2 a connection that is lost is no connection: nothing is said to be seen', async () => {
    const { live, call } = setUp();
    const { link } = await live();
    link.drop();
    expect(call().camera).toEqual({ state: 'starting' });
  });

  it('PRM4 opens no connection when it was stopped while its code was on its way', async () => {
    const code = Promise.withResolvers<never>();
    const { prepared, tell, links } = setUp({ loadLink: () => code.promise });
    await prepared();
    tell('callStart', { generation: 1, camera: true, voice: true, onHold: false });
    tell('callStop', { generation: 1 });
    code.resolve((() => expect.fail('opened')) as never);
    await settle();
    expect(links).toEqual([]);
  });

  it('code that cannot be fetched is no end: the next connection fetches it again', async () => {
    let tries = 0;
    const { prepared, tell, call } = setUp({
      loadLink: () => {
        tries += 1;
        return Promise.reject(new Error('no network'));
      },
    });
    await prepared();
    for (const generation of [1, 2]) {
      tell('callStart', { generation, camera: true, voice: true, onHold: false });
      await settle();
    }
    expect(tries).toBe(2);
    expect(call().camera).toEqual({ state: 'starting' });
  });

  it('L11 adds up the bytes of all connections, also of those that have ended', async () => {
    const { live, start, clock, of, tell } = setUp();
    const { link: first } = await live();
    first.measures({ sentBytes: 1_000, receivedBytes: 100 });
    clock.advance(2_000);
    await settle();
    expect(of('call/usage')).toEqual([{ sentBytes: 1_000, receivedBytes: 100 }]);
    first.drop();
    const second = await start({ generation: 2 });
    second.connect();
    second.measures({ sentBytes: 500, receivedBytes: 50 });
    tell('callStop', { generation: 2 });
    await settle();
    expect(of('call/usage').at(-1)).toEqual({ sentBytes: 1_500, receivedBytes: 150 });
  });

  it('L11 another session begins with an empty account', async () => {
    const { live, prepared, start, of, tell, store } = setUp();
    const { link } = await live();
    link.measures({ sentBytes: 1_000, receivedBytes: 100 });
    tell('callStop', { generation: 1 });
    await settle();
    store.setState({ view: { step: { name: 'enterPin' } } });
    await prepared();
    const next = await start();
    next.connect();
    next.measures({ sentBytes: 7, receivedBytes: 7 });
    tell('callStop', { generation: 1 });
    await settle();
    expect(of('call/usage').at(-1)).toEqual({ sentBytes: 7, receivedBytes: 7 });
  });

  it('a link that carries too little gets fewer frames, and the next connection begins with them', async () => {
    const { live, start, clock } = setUp();
    const { link } = await live();
    link.measures({ availableBitrate: 1_000_000, framesPerSecond: 12, limitedBy: 'bandwidth' });
    for (let samples = 0; samples < 3; samples += 1) {
      clock.advance(2_000);
      await settle();
    }
    expect(link.rates.at(-1)).toEqual({ scaleResolutionDownBy: 1, maxFramerate: 15 });
    const next = await start({ generation: 2 });
    next.connect();
    expect(next.rates).toEqual([{ scaleResolutionDownBy: 1, maxFramerate: 15 }]);
  });
});
