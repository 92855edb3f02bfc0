import { describe, expect, it } from 'vitest';
import { setUp, settle } from './testing/lens-set-up.ts';

const paused = (by: string) => ({ state: 'paused', by });

describe('LensCall before the session', () => {
  it('L2 shows the camera to the person alone: no connection, and no word but what was agreed to', async () => {
    const { lens, links, said, prepared } = setUp();
    const { camera } = await prepared();
    expect(lens.store.getState()).toMatchObject({
      access: { camera: 'granted', microphone: 'granted' },
      call: { camera: { state: 'off' }, microphone: 'none' },
    });
    expect(lens.store.getState().preview?.getTracks()).toEqual([camera]);
    expect(links).toEqual([]);
    expect(said).toEqual([{ name: 'call/prepared', argument: { camera: true, voice: true } }]);
  });

  it('L2 asks for the camera on the back and for the microphone apart, so that one no leaves the other', async () => {
    const { lens, devices, microphone, of } = setUp();
    const answered = lens.prepare({ camera: true, microphone: true });
    expect(devices.asked.constraints).toMatchObject({
      video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
      audio: false,
    });
    devices.asked.refuse('NotAllowedError');
    await settle();
    expect(devices.asked.constraints).toMatchObject({ audio: { echoCancellation: true }, video: false });
    devices.asked.give(microphone());
    await answered;
    expect(lens.store.getState().access).toEqual({ camera: 'denied', microphone: 'granted' });
    expect(of('call/prepared')).toEqual([{ camera: false, voice: true }]);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['SomethingNewError', 'busy'],
  ])('%s means %s', async (error, access) => {
    const { lens, devices } = setUp();
    const answered = lens.prepare({ camera: true, microphone: false });
    expect(lens.store.getState().access.camera).toBe('asking');
    devices.asked.refuse(error);
    await answered;
    expect(lens.store.getState().access).toEqual({ camera: access, microphone: 'unasked' });
  });

  it('a page without cameras at all is told so, and a call says why there is no picture', async () => {
    const { lens, start, call } = setUp({ devices: null });
    await lens.prepare({ camera: true, microphone: true });
    expect(lens.store.getState().access).toEqual({ camera: 'insecure', microphone: 'insecure' });
    await start();
    expect(call()).toMatchObject({ camera: { state: 'failed', reason: 'cameraInsecure' }, microphone: 'none' });
  });

  it('what the person is still being asked for when everything stops is closed as soon as it comes', async () => {
    const { lens, devices, camera } = setUp();
    const answered = lens.prepare({ camera: true, microphone: true });
    lens.stop();
    const late = camera();
    devices.asked.give(late);
    await answered;
    expect(late.readyState).toBe('ended');
    expect(devices.questions).toHaveLength(1);
    expect(lens.store.getState()).toMatchObject({ preview: null, access: { camera: 'unasked' } });
  });

  it('a core that comes late is told what was agreed to, and after a stop that nothing is', async () => {
    const { lens, tell, of, prepared } = setUp();
    await prepared();
    tell('view', { name: 'view/reset', view: {} as never });
    expect(of('call/prepared').at(-1)).toEqual({ camera: true, voice: true });
    lens.stop();
    expect(of('call/prepared').at(-1)).toEqual({ camera: false, voice: false });
  });
});

describe('LensCall in a session', () => {
  it('CALL7 L4 says that the camera is seen before anything leaves', async () => {
    const { live, order, call } = setUp();
    const { link, camera, microphone } = await live();
    expect(call()).toMatchObject({ camera: { state: 'live' }, facing: 'rear', microphone: 'live' });
    expect([link.video, link.audio]).toEqual([camera, microphone]);
    expect(order).toEqual(['camera starting', 'audio', 'camera live', 'video']);
  });

  it('L2 puts nothing into a connection that is not there yet', async () => {
    const { prepared, start, call } = setUp();
    await prepared();
    const link = await start();
    expect(call().camera).toEqual({ state: 'starting' });
    expect([link.video, link.audio]).toEqual([null, null]);
  });

  it('L5 a pause takes the picture out before it is told, and the light goes out', async () => {
    const { lens, live, order, call } = setUp();
    const { link, camera } = await live();
    lens.toggleTorch();
    await settle();
    expect(call().torch).toBe('on');
    order.length = 0;
    lens.pause();
    expect(link.video).toBeNull();
    expect(order.slice(0, 2)).toEqual(['no video', 'camera paused']);
    expect(call().camera).toEqual(paused('customer'));
    await settle();
    expect(camera.torches).toEqual([true, false]);
    expect(call().torch).toBe('off');
    lens.toggleTorch();
    await settle();
    expect(camera.torches).toEqual([true, false]);
    lens.resume();
    expect(link.video).toBe(camera);
    expect(call().camera).toEqual({ state: 'live' });
  });

  it('L5 mute takes the voice out, unmute puts it in', async () => {
    const { lens, live, call } = setUp();
    const { link, microphone } = await live();
    lens.mute();
    expect([link.audio, call().microphone]).toEqual([null, 'muted']);
    lens.unmute();
    expect([link.audio, call().microphone]).toEqual([microphone, 'live']);
  });

  it('L6 a phone call takes the microphone: told, and back by itself, unless the person muted meanwhile', async () => {
    const { lens, live, call } = setUp();
    const { link, microphone } = await live();
    microphone.silence(true);
    expect([link.audio, call().microphone]).toEqual([null, 'taken']);
    microphone.silence(false);
    expect([link.audio, call().microphone]).toEqual([microphone, 'live']);
    microphone.silence(true);
    lens.mute();
    microphone.silence(false);
    expect([link.audio, call().microphone]).toEqual([null, 'muted']);
  });

  it('L6 a microphone that the system ended is taken, and asked for again when the page is seen again', async () => {
    const { live, devices, page, microphone, call } = setUp();
    const { link, microphone: first } = await live();
    first.end();
    expect(call().microphone).toBe('taken');
    page.show(false);
    page.show(true);
    const second = microphone();
    devices.asked.give(second);
    await settle();
    expect([link.audio, call().microphone]).toEqual([second, 'live']);
  });

  it('L8 a page in the background pauses the camera, and in front it resumes, unless the person paused', async () => {
    const { lens, live, page, call } = setUp();
    const { link, camera, microphone } = await live();
    page.show(false);
    expect([link.video, link.audio]).toEqual([null, microphone]);
    expect(call().camera).toEqual(paused('hidden'));
    page.show(true);
    expect(link.video).toBe(camera);
    page.show(false);
    lens.pause();
    page.show(true);
    expect(call().camera).toEqual(paused('customer'));
    expect(link.video).toBeNull();
  });

  it('L8 a page that flaps between seen and unseen ends as it stands', async () => {
    const { live, page, call } = setUp();
    const { link } = await live();
    for (let times = 0; times < 201; times += 1) page.show(times % 2 === 1);
    expect(link.video).toBeNull();
    expect(call().camera).toEqual(paused('hidden'));
  });

  it('a camera that the system silences is paused by it', async () => {
    const { live, call } = setUp();
    const { link, camera } = await live();
    camera.silence(true);
    expect([link.video, call().camera]).toEqual([null, paused('system')]);
    camera.silence(false);
    expect([link.video, call().camera]).toEqual([camera, { state: 'live' }]);
  });

  it('a camera that is lost says so, and resume opens it again', async () => {
    const { lens, live, devices, camera, call } = setUp();
    const { link, camera: first } = await live();
    first.end();
    expect(link.video).toBeNull();
    expect(call().camera).toEqual({ state: 'failed', reason: 'cameraLost' });
    lens.resume();
    expect(call().camera).toEqual({ state: 'starting' });
    const second = camera();
    devices.asked.give(second);
    await settle();
    expect([link.video, call().camera]).toEqual([second, { state: 'live' }]);
  });

  it('T6 hold pauses the camera and not the voice, and ends', async () => {
    const { live, start, call } = setUp();
    const { link, camera, microphone } = await live();
    await start({ onHold: true });
    expect([link.video, link.audio, call().camera]).toEqual([null, microphone, paused('hold')]);
    await start({ onHold: false });
    expect([link.video, call().camera]).toEqual([camera, { state: 'live' }]);
  });

  it('PRM4 callStop ends camera, microphone and connection before it is answered', async () => {
    const { live, tell, said, lens } = setUp();
    const { link, camera, microphone } = await live();
    tell('callStop', { generation: 1 });
    expect([camera.readyState, microphone.readyState, link.closed]).toEqual(['ended', 'ended', true]);
    expect(said.at(-1)).toEqual({ name: 'call/stopped', argument: { generation: 1 } });
    expect(lens.store.getState()).toMatchObject({
      preview: null,
      remoteVoice: null,
      call: { camera: { state: 'off' } },
    });
  });

  it('PRM4 the person stops it without asking the core, and a lost core stops it, too', async () => {
    for (const end of ['person', 'core', 'end of the session'] as const) {
      const { live, lens, store } = setUp();
      const { link, camera, microphone } = await live();
      if (end === 'person') lens.stop();
      else if (end === 'core') store.setState({ link: 'lost' });
      else store.setState({ view: { step: { name: 'ended' } } });
      expect([camera.readyState, microphone.readyState, link.closed]).toEqual(['ended', 'ended', true]);
    }
  });

  it('PRM4 a camera that comes after the end is closed, and a stop of nothing is answered', async () => {
    const { start, tell, devices, camera, of } = setUp();
    await start({ voice: false });
    tell('callStop', { generation: 1 });
    const late = camera();
    devices.asked.give(late);
    await settle();
    expect(late.readyState).toBe('ended');
    tell('callStop', { generation: 7 });
    expect(of('call/stopped')).toEqual([{ generation: 1 }, { generation: 7 }]);
  });

  it('CALL1 what is not allowed any more stops, and the rest goes on', async () => {
    const { live, start, call, lens } = setUp();
    const { link, camera, microphone } = await live();
    await start({ camera: false });
    expect([camera.readyState, link.video, link.audio]).toEqual(['ended', null, microphone]);
    expect(call().camera).toEqual({ state: 'off' });
    await start({ camera: false, voice: false });
    expect([microphone.readyState, link.audio]).toEqual(['ended', null]);
    expect(lens.store.getState().remoteVoice).toBeNull();
  });

  it('PRM1 the technician is heard only while talking is allowed', async () => {
    const { live, start, lens, microphone } = setUp();
    const { link } = await live();
    const voice = microphone();
    link.options.onTrack(voice.asTrack());
    expect(lens.store.getState().remoteVoice?.getTracks()).toEqual([voice]);
    await start({ voice: false });
    expect(lens.store.getState().remoteVoice).toBeNull();
  });
});

describe('LensCall and its camera', () => {
  it('L4 switches: the old one is closed first, and the facing follows', async () => {
    const { lens, live, devices, camera, call } = setUp();
    devices.cameras = 2;
    const { link, camera: first } = await live();
    expect(call().canSwitch).toBe(true);
    lens.switchCamera();
    expect([first.readyState, link.video]).toEqual(['ended', null]);
    expect(devices.asked.constraints).toMatchObject({ video: { facingMode: { exact: 'user' } } });
    const front = camera({ facingMode: 'user' });
    devices.asked.give(front);
    await settle();
    expect([link.video, call().facing, call().torch]).toEqual([front, 'front', 'none']);
  });

  it('L4 comes back to the old camera when the other cannot be had', async () => {
    const { lens, live, devices, camera, call } = setUp();
    devices.cameras = 2;
    const { link } = await live();
    lens.switchCamera('front');
    devices.asked.refuse('NotReadableError');
    await settle();
    expect(devices.asked.constraints).toMatchObject({ video: { deviceId: { exact: 'camera 0' } } });
    const again = camera();
    devices.asked.give(again);
    await settle();
    expect([link.video, call().camera, call().facing]).toEqual([again, { state: 'live' }, 'rear']);
  });

  it('does not switch to the camera that it has, nor where there is no other', async () => {
    const { lens, live, devices } = setUp();
    await live();
    lens.switchCamera();
    devices.cameras = 2;
    devices.dispatchEvent(new Event('devicechange'));
    await settle();
    lens.switchCamera('rear');
    expect(devices.questions).toHaveLength(2);
  });

  it('L7 offers a light only where there is one, also when the phone knows of it late', async () => {
    const { lens, devices, camera, clock, call } = setUp();
    const capabilities = { torch: false };
    const answered = lens.prepare({ camera: true, microphone: false });
    devices.asked.give(camera(undefined, capabilities));
    await answered;
    expect(call().torch).toBe('none');
    capabilities.torch = true;
    clock.advance(1_000);
    expect(call().torch).toBe('off');
  });

  it('L7 a light that does not obey stays off', async () => {
    const { lens, live, call } = setUp();
    const { camera } = await live();
    camera.refusesTorch = true;
    lens.toggleTorch();
    await settle();
    expect(call().torch).toBe('off');
  });

  it('keeps the screen lit while the camera is seen, and not longer', async () => {
    const locks: { released: boolean; release(): Promise<void> }[] = [];
    const { live, page, lens } = setUp({
      keepScreenLit: () => {
        const lock = {
          released: false,
          release: () => {
            lock.released = true;
            return Promise.resolve();
          },
        };
        locks.push(lock);
        return Promise.resolve(lock);
      },
    });
    await live();
    await settle();
    expect(locks.map(({ released }) => released)).toEqual([false]);
    // The browser lets go of it when the page is hidden.
    page.show(false);
    page.show(true);
    await settle();
    expect(locks.map(({ released }) => released)).toEqual([true, false]);
    lens.pause();
    expect(locks.map(({ released }) => released)).toEqual([true, true]);
  });

  it('a device that cannot keep its screen lit still films', async () => {
    const { live, call } = setUp({ keepScreenLit: () => Promise.reject(new DOMException('no', 'NotAllowedError')) });
    await live();
    await settle();
    expect(call().camera).toEqual({ state: 'live' });
  });
});
