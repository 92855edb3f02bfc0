import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TestTechnician } from '#relay/testing/technician.ts';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { logIn, readMetric, RelayBench, type TestClient } from './relay-fixture.ts';

let bench: RelayBench;

beforeEach(async () => {
  bench = await RelayBench.start();
});
afterEach(() => bench.close());

async function claim(pin: string): Promise<TestClient> {
  const customer = await bench.connect();
  customer.send({ v: 1, t: 'session/claim', pin });
  return customer;
}

describe('log-in', () => {
  it('KEY3 a certified console logs in, and learns where customers go', async () => {
    const client = await bench.connect();
    const answer = await logIn(client, new TestTechnician(Date.now()), bench.relay.address.loginHost);
    expect(answer).toEqual({ v: 1, t: 'login/accepted', joinUrl: bench.relay.joinUrl, sessions: [] });
  });

  it('KEY3 a nonce is used once, also when the answer was wrong', async () => {
    const client = await bench.connect();
    const technician = new TestTechnician(Date.now());
    client.send({ v: 1, t: 'login/start' });
    const { nonce, host } = await client.next('login/challenge');
    client.send(technician.answer('evil.example.org', nonce));
    expect((await client.next('error')).code).toBe('loginRefused');
    client.send(technician.answer(host, nonce));
    expect((await client.next('error')).code).toBe('loginRefused');
  });

  it('KEY3 a nonce belongs to the socket it was given to', async () => {
    const technician = new TestTechnician(Date.now());
    const [one, other] = [await bench.connect(), await bench.connect()];
    one.send({ v: 1, t: 'login/start' });
    other.send({ v: 1, t: 'login/start' });
    const { nonce, host } = await one.next('login/challenge');
    await other.next('login/challenge');
    other.send(technician.answer(host, nonce));
    expect((await other.next('error')).code).toBe('loginRefused');
  });

  it('KEY3 the socket is closed after three refusals, which all read alike', async () => {
    const client = await bench.connect();
    const nowMs = Date.now();
    const stranger = nodeSignerFromSeed(new Uint8Array(32).fill(66));
    const wrong = [
      new TestTechnician(nowMs, { root: stranger }),
      new TestTechnician(nowMs, { notAfterMs: nowMs - 1 }),
      new TestTechnician(nowMs, { devicePublicKey: stranger.publicKey }),
    ];
    const answers = [];
    for (const technician of wrong) answers.push(await logIn(client, technician, bench.relay.address.loginHost));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await client.closed).toBe(1008);
  });

  it('RL4 a technician without the permission cannot create what needs it', async () => {
    const technician = new TestTechnician(Date.now(), { permissions: ['viewScreen', 'sendFile'] });
    const console = await bench.console(technician);
    console.send({ v: 1, t: 'session/create', request: 'a', type: 'lens', method: 'pin' });
    expect(await console.next('error')).toMatchObject({ code: 'permissionMissing', request: 'a' });
    console.send({ v: 1, t: 'session/create', request: 'b', type: 'remoteSupport', method: 'pin' });
    expect((await console.next('session/created')).request).toBe('b');
    const chatOnly = await bench.console(new TestTechnician(Date.now(), { permissions: [], seed: 3 }));
    chatOnly.send({ v: 1, t: 'session/create', request: 'c', type: 'remoteSupport', method: 'link' });
    expect((await chatOnly.next('error')).code).toBe('permissionMissing');
    chatOnly.send({ v: 1, t: 'session/create', request: 'd', type: 'chatOnly', method: 'link' });
    expect((await chatOnly.next('session/created')).pin).toBeNull();
  });
});

describe('PINs and sessions', () => {
  it('PIN1 PIN6 a PIN of six digits leads to its session and carries signals both ways', async () => {
    const console = await bench.console();
    const { session, pin } = await bench.createPin(console);
    expect(pin).toMatch(/^\d{6}$/);
    const customer = await claim(pin);
    expect((await customer.next('session/claimed')).session).toBe(session);
    expect(await console.next('session/state')).toMatchObject({ session, state: 'claimed' });
    console.send({ v: 1, t: 'signal/send', session, data: 'Y29tbWl0' });
    expect(await customer.next('signal/deliver')).toEqual({ v: 1, t: 'signal/deliver', session, data: 'Y29tbWl0' });
    customer.send({ v: 1, t: 'signal/send', session, data: 'am9pbg' });
    expect((await console.next('signal/deliver')).data).toBe('am9pbg');
    expect(await readMetric(bench, 'forwarded_bytes_total')).toBe(14);
  });

  it('PIN6 RL4 who joined by PIN has a customer’s rights and no more', async () => {
    const console = await bench.console();
    const { session, customer } = await bench.join(console);
    customer.send({ v: 1, t: 'session/confirm', session });
    expect((await customer.next('error')).code).toBe('notYourSession');
    customer.send({ v: 1, t: 'session/pickup', session, request: 'p' });
    expect((await customer.next('error')).code).toBe('notYourSession');
    customer.send({ v: 1, t: 'session/create', request: 'x', type: 'lens', method: 'pin' });
    expect((await customer.next('error')).code).toBe('notLoggedIn');
    expect(await customer.closed).toBe(1008);
    expect((await console.next('session/state')).state).toBe('peerLost');
  });

  it('PIN2 two who join one PIN end both, and the second is told what every stranger is told', async () => {
    const console = await bench.console();
    const { session, pin, customer } = await bench.join(console);
    const second = await claim(pin);
    expect(await customer.next('session/state')).toMatchObject({ session, state: 'joinedTwice' });
    expect(await customer.closed).toBe(1000);
    expect((await console.next('session/state')).state).toBe('joinedTwice');
    const stranger = await claim(pin === '000000' ? '000001' : '000000');
    expect(await second.next('error')).toEqual(await stranger.next('error'));
    expect(await readMetric(bench, 'joined_twice_total')).toBe(1);
  });

  it('PIN2 two claims in the same moment: one joins, and neither stays', async () => {
    const console = await bench.console();
    const { pin } = await bench.createPin(console);
    const both = [await bench.connect(), await bench.connect()];
    for (const customer of both) customer.send({ v: 1, t: 'session/claim', pin });
    const first = await Promise.all(both.map((customer) => customer.nextOfAny()));
    expect(first.map(({ t }) => t).toSorted()).toEqual(['error', 'session/claimed']);
    expect((await console.next('session/state')).state).toBe('claimed');
    expect((await console.next('session/state')).state).toBe('joinedTwice');
  });

  it('PIN2 a confirmed customer is not disturbed by a second claim', async () => {
    const console = await bench.console();
    const { session, pin, customer } = await bench.join(console);
    console.send({ v: 1, t: 'session/confirm', session });
    console.send({ v: 1, t: 'signal/send', session, data: 'AA' });
    await customer.next('signal/deliver');
    const second = await claim(pin);
    expect((await second.next('error')).code).toBe('entryRefused');
    customer.send({ v: 1, t: 'signal/send', session, data: 'BB' });
    expect((await console.next('signal/deliver')).data).toBe('BB');
    expect(customer.unread).toBe(0);
  });

  it('PIN3 used and unknown PINs and links read alike, and take at least 250 ms', async () => {
    const console = await bench.console();
    const { session, pin } = await bench.join(console);
    console.send({ v: 1, t: 'session/end', session });
    expect((await console.next('session/state')).state).toBe('ended');
    const startedAtMs = performance.now();
    const used = await claim(pin);
    const link = await bench.connect();
    link.send({ v: 1, t: 'session/claimLink', session });
    const answer = await used.next('error');
    expect(performance.now() - startedAtMs).toBeGreaterThanOrEqual(249);
    expect(answer.code).toBe('entryRefused');
    expect(await link.next('error')).toEqual(answer);
  });

  it('PIN4 the eleventh failure from one address is refused unseen, a right PIN included', async () => {
    const console = await bench.console();
    const { pin } = await bench.createPin(console);
    const wrong = pin === '000000' ? '000001' : '000000';
    const guessers = await Promise.all(Array.from({ length: 10 }, () => claim(wrong)));
    for (const guesser of guessers) expect((await guesser.next('error')).code).toBe('entryRefused');
    const late = await claim(pin);
    expect((await late.next('error')).code).toBe('tooManyTries');
    expect(await late.closed).toBe(1008);
  });

  it('PIN4 failures of others refuse nobody; past the budget new PINs have eight digits and the alarm counts', async () => {
    await bench.close();
    bench = await RelayBench.start({ trustProxy: true });
    const from = (place: string) => ({ headers: { 'x-forwarded-for': `spoofed, ${place}` } });
    const console = await bench.console();
    const before = await bench.createPin(console);
    const wrong = before.pin === '000000' ? '000001' : '000000';
    for (let round = 0; round < 11; round++) {
      const guesser = await bench.connect(from(`198.51.100.${round}`));
      guesser.send({ v: 1, t: 'session/claim', pin: wrong });
    }
    await expect.poll(() => readMetric(bench, 'alarms_total')).toBe(1);
    const after = await bench.createPin(console);
    expect(after.pin).toMatch(/^\d{8}$/);
    for (const { pin, session } of [before, after]) {
      const customer = await bench.connect(from('203.0.113.5'));
      customer.send({ v: 1, t: 'session/claim', pin });
      expect((await customer.next('session/claimed')).session).toBe(session);
    }
  });

  it('DC4 a customer comes back with the token; nobody else does', async () => {
    const console = await bench.console();
    const { session, token, customer } = await bench.join(console);
    customer.socket.terminate();
    expect((await console.next('session/state')).state).toBe('peerLost');
    const thief = await bench.connect();
    thief.send({ v: 1, t: 'session/reattach', session, token: 'A'.repeat(43) });
    expect((await thief.next('error')).code).toBe('sessionGone');
    const back = await bench.connect();
    back.send({ v: 1, t: 'session/reattach', session, token });
    expect((await back.next('session/claimed')).token).toBe(token);
    expect((await console.next('session/state')).state).toBe('peerBack');
  });

  it('DC4 a console that logs in again gets its sessions back', async () => {
    const console = await bench.console();
    const { session, customer } = await bench.join(console);
    console.socket.terminate();
    expect((await customer.next('session/state')).state).toBe('peerLost');
    const back = await bench.connect();
    const answer = await logIn(back, new TestTechnician(Date.now()), bench.relay.address.loginHost);
    expect(answer).toMatchObject({ t: 'login/accepted', sessions: [session] });
    expect((await customer.next('session/state')).state).toBe('peerBack');
    back.send({ v: 1, t: 'signal/send', session, data: 'aGk' });
    expect((await customer.next('signal/deliver')).data).toBe('aGk');
    const stranger = await bench.console(new TestTechnician(Date.now(), { seed: 4 }));
    stranger.send({ v: 1, t: 'signal/send', session, data: 'aGk' });
    expect((await stranger.next('error')).code).toBe('notYourSession');
  });

  it('T6 LNS1 a pick-up is told to both sides; a second active Lens session of the technician waits, on any console', async () => {
    const nowMs = Date.now();
    const consoles = [
      await bench.console(),
      await bench.console(new TestTechnician(nowMs, { seed: 5 })),
      await bench.console(new TestTechnician(nowMs, { seed: 6, technician: 'Ben Okoye' })),
    ];
    const waiting = await Promise.all(
      consoles.map(async (console) => {
        console.send({ v: 1, t: 'session/create', request: 'r', type: 'lens', method: 'link' });
        const { session } = await console.next('session/created');
        const customer = await bench.connect();
        customer.send({ v: 1, t: 'session/claimLink', session });
        await customer.next('session/claimed');
        expect(await console.next('session/state')).toMatchObject({ state: 'claimed', entry: 'link' });
        const pickUp = (request: string) => console.send({ v: 1, t: 'session/pickup', session, request });
        return { console, session, customer, pickUp };
      }),
    );
    const [annaAtWork, annaAtHome, ben] = waiting;
    if (!annaAtWork || !annaAtHome || !ben) throw new Error('three consoles');
    annaAtWork.pickUp('first');
    expect(await annaAtWork.console.next('session/pickedUp')).toMatchObject({ request: 'first' });
    expect((await annaAtWork.customer.next('session/state')).state).toBe('pickedUp');
    ben.pickUp('his own');
    expect(await ben.console.next('session/pickedUp')).toMatchObject({ session: ben.session });
    annaAtHome.pickUp('second');
    expect(await annaAtHome.console.next('error')).toMatchObject({
      code: 'lensAlreadyActive',
      session: annaAtHome.session,
      request: 'second',
    });
    annaAtWork.console.send({ v: 1, t: 'session/end', session: annaAtWork.session });
    expect((await annaAtWork.customer.next('session/state')).state).toBe('ended');
    annaAtHome.pickUp('third');
    expect(await annaAtHome.console.next('session/pickedUp')).toMatchObject({ request: 'third' });
    expect((await annaAtHome.customer.next('session/state')).state).toBe('pickedUp');
  });

  it('PIN2 PIN7 of a message the PIN and the link are one entry: both used up by either, and a second ends both', async () => {
    const console = await bench.console();
    for (const order of ['pin then link', 'link then pin']) {
      console.send({ v: 1, t: 'session/create', request: 'r', type: 'lens', method: 'message' });
      const { session, pin } = await console.next('session/created');
      if (pin === null) throw new Error('a message has a PIN');
      const ways = [
        { v: 1, t: 'session/claim', pin },
        { v: 1, t: 'session/claimLink', session },
      ] as const;
      const [first, second] = order === 'pin then link' ? ways : ways.toReversed();
      if (!first || !second) throw new Error('two ways');
      const [customer, other] = [await bench.connect(), await bench.connect()];
      customer.send(first);
      await customer.next('session/claimed');
      const entry = first.t === 'session/claim' ? 'pin' : 'link';
      expect(await console.next('session/state')).toMatchObject({ session, state: 'claimed', entry });
      other.send(second);
      expect((await customer.next('session/state')).state).toBe('joinedTwice');
      expect((await console.next('session/state')).state).toBe('joinedTwice');
      expect((await other.next('error')).code).toBe('entryRefused');
    }
  });
});
