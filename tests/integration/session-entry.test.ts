import { beforeEach, describe, expect, it } from 'vitest';
import { failureMessages } from '#shared/std/messages/en/failures.ts';
import { pinRefusalDelayMs, pinTtlMs } from '#shared/std/protocol/limits.ts';
import { formatLink, parseLinkFragment } from '#shared/std/session/link.ts';
import type { AppletCore } from '#applet/core/applet-core.ts';
import type { SessionView } from '#shared/std/view/console-view.ts';
import { appletWhere, createSession, pinOf, sessionWhere, startedSession } from '#tests/support/loopback-session.ts';
import { startMemorySession, type MemorySession } from '#tests/support/memory-session.ts';
import { turns } from '#tests/support/turns.ts';

let memory: MemorySession;

beforeEach(() => {
  memory = startMemorySession();
});

const join = (applet: AppletCore, pin: string): Promise<unknown> => applet.handlers.calls['session/join']({ pin });

/** What the person is told in the PIN field, once the relay has taken its time over a refusal. */
async function refusal(applet: AppletCore = memory.applet): Promise<string | null> {
  await turns();
  memory.clock.advance(pinRefusalDelayMs);
  await turns();
  const { step } = applet.view;
  return step.name === 'enterPin' ? step.failure : `no refusal: ${step.name}`;
}

function linkOf(session: SessionView): NonNullable<ReturnType<typeof parseLinkFragment>> {
  const link = session.entry.method === 'pin' ? null : parseLinkFragment(session.entry.url.split('#')[1] ?? '');
  if (link === null) throw new Error('no link');
  return link;
}

/** A PIN that is not this one. */
const otherPin = (pin: string): string => (pin === '000000' ? '000001' : '000000');

describe('a PIN', () => {
  it('T4 C7 shows in the console and in its log, and lets a customer in, typed with spaces', async () => {
    const session = await createSession(memory.desk);
    const { pin } = pinOf(session);
    expect(pin).toMatch(/^\d{6}$/);
    expect(session.log).toMatchObject([
      { type: 'session/created' },
      { type: 'pin/created', body: { pin, expiresInMinutes: 15 } },
    ]);
    expect(await join(memory.applet, ` ${pin.slice(0, 3)} ${pin.slice(3)} `)).toEqual({ ok: true, value: null });
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
  });

  it('PIN3 that nobody made, that is used, and that has expired are refused alike', async () => {
    const session = await createSession(memory.desk);
    const { pin } = pinOf(session);
    await join(memory.applet, otherPin(pin));
    expect(await refusal()).toBe('pinRefused');

    await startedSession({ desk: memory.desk, applet: memory.applet });
    const used = memory.desk.view.sessions.at(-1);
    if (used === undefined) throw new Error('no session');
    const late = memory.makeApplet();
    await join(late, pinOf(used).pin);
    expect(await refusal(late)).toBe('pinRefused');

    const expired = memory.makeApplet();
    await memory.pass(pinTtlMs, 60_000);
    await join(expired, pin);
    expect(await refusal(expired)).toBe('pinRefused');
    expect(failureMessages.pinRefused.next).not.toBe('');
  });

  it('PIN1 unused, its session times out, and can be taken off the list', async () => {
    const session = await createSession(memory.desk);
    await memory.pass(pinTtlMs, 60_000);
    const { status, log } = await sessionWhere(memory.desk, session.id, ({ status: now }) => now.name !== 'connecting');
    expect([status, log.at(-1)?.type]).toEqual([{ name: 'timedOut' }, 'entry/expired']);
    expect(memory.desk.removeSession(session.id).ok).toBe(true);
  });

  it('PIN2 two who come with one end both, each with a sentence, and the technician sees why', async () => {
    const session = await createSession(memory.desk);
    const { pin } = pinOf(session);
    await join(memory.applet, pin);
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
    const second = memory.makeApplet();
    await join(second, pin);
    expect(await refusal(second)).toBe('pinRefused');
    const { status } = await sessionWhere(memory.desk, session.id, ({ status: now }) => now.name === 'closed');
    expect(status).toEqual({ name: 'closed', by: 'relay', reason: 'joinedTwice' });
    expect(memory.applet.view.step).toMatchObject({ name: 'ended', by: 'relay', reason: 'joinedTwice' });
    expect(failureMessages.joinedTwice.happened).not.toBe('');
    await memory.pass(2_000);
    expect(memory.network.openCount).toBe(0);
  });

  it('PIN2 once the code was right, a second comer is refused and disturbs nobody', async () => {
    const id = await startedSession(memory);
    const session = memory.desk.view.sessions.find((each) => each.id === id);
    if (session === undefined) throw new Error('no session');
    const second = memory.makeApplet();
    await join(second, pinOf(session).pin);
    expect(await refusal(second)).toBe('pinRefused');
    expect(memory.desk.view.sessions[0]?.status.name).toBe('active');
    expect(memory.applet.view.step.name).toBe('session');
  });

  it('PIN4 too many wrong ones from one place are told as that', async () => {
    const failures = new Set<string | null>();
    for (let tries = 0; tries < 12; tries += 1) {
      const applet = memory.makeApplet();
      await join(applet, '000000');
      failures.add(await refusal(applet));
    }
    expect([...failures]).toEqual(['pinRefused', 'pinTooManyTries']);
  });

  it('C7 with the relay out of reach the digits stay, and the same press works once it is back', async () => {
    const { pin } = pinOf(await createSession(memory.desk));
    memory.relay.outOfReach = true;
    await join(memory.applet, pin);
    await turns();
    expect(memory.applet.view.step).toEqual({ name: 'enterPin', pin, failure: 'relayUnreachable' });
    memory.relay.outOfReach = false;
    await join(memory.applet, pin);
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
  });

  it('L3 terms declined end it for both, and the console says by whom', async () => {
    const session = await createSession(memory.desk);
    await join(memory.applet, pinOf(session).pin);
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
    await memory.applet.handlers.calls['terms/answer']({ accepted: false, locale: 'en' });
    const { status, log } = await sessionWhere(memory.desk, session.id, ({ status: now }) => now.name === 'closed');
    expect(status).toEqual({ name: 'closed', by: 'customer', reason: 'termsDeclined' });
    expect(log.map(({ type }) => type).slice(-2)).toEqual(['terms/declined', 'session/ended']);
    expect(memory.network.connections).toEqual([]);
  });

  it('HS3 three wrong codes end it for both', async () => {
    const session = await createSession(memory.desk);
    await join(memory.applet, pinOf(session).pin);
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
    await memory.applet.handlers.calls['terms/answer']({ accepted: true, locale: 'en' });
    for (let tries = 0; tries < 3; tries += 1) {
      await memory.applet.handlers.calls['verification/enter']({ code: '12345' });
    }
    const { status } = await sessionWhere(
      memory.desk,
      session.id,
      ({ verification }) => verification.state === 'failed',
    );
    expect(status).toEqual({ name: 'closed', by: 'customer', reason: 'wrongCodes' });
    expect(memory.applet.view).toMatchObject({ step: { reason: 'wrongCodes' }, verification: { state: 'failed' } });
  });
});

describe('a link', () => {
  it('C4 PIN5 lets its holder in without a code, and is used up', async () => {
    const session = await createSession(memory.desk, 'link');
    expect(session.log).toMatchObject([{ type: 'session/created' }, { type: 'link/created' }]);
    memory.applet.join({ method: 'link', ...linkOf(session) });
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
    expect(memory.applet.view).toMatchObject({
      verification: { state: 'verified', by: 'link' },
      technician: { name: 'Anna Weber', organisation: 'Acme IT' },
    });
    await sessionWhere(memory.desk, session.id, ({ verification }) => verification.state === 'verified');
    const second = memory.makeApplet();
    second.join({ method: 'link', ...linkOf(session) });
    expect(await refusal(second)).toBe('linkRefused');
    expect(memory.applet.view.step.name).toBe('terms');
  });

  it('PIN5 with another secret, another device or another session is no way in', async () => {
    const wrong = [
      { secret: new Uint8Array(32), expected: 'handshakeFailed' },
      { deviceFingerprint: new Uint8Array(32), expected: 'technicianNotVerified' },
      { session: 'B'.repeat(21) + 'A', expected: 'linkRefused' },
    ];
    for (const { expected, ...change } of wrong) {
      const session = await createSession(memory.desk, 'link');
      const applet = memory.makeApplet();
      applet.join({ method: 'link', ...linkOf(session), ...change });
      await memory.pass(20_000, 250);
      expect(applet.view.step).toEqual({ name: 'enterPin', pin: '', failure: expected });
      const view = memory.desk.view.sessions.find((each) => each.id === session.id);
      expect(view?.status.name).toBe(expected === 'linkRefused' ? 'connecting' : 'closed');
      expect(view?.customerPlatform).toBeNull();
    }
  });

  it('PIN5 is read back from the address that the technician sends', async () => {
    const session = await createSession(memory.desk, 'link');
    if (session.entry.method !== 'link') throw new Error('no link');
    expect(session.entry.url.startsWith('https://relay.example/j#1.')).toBe(true);
    expect(formatLink('https://relay.example', linkOf(session))).toBe(session.entry.url);
  });
});

describe('a message', () => {
  const joinBy = (way: 'pin' | 'link', session: SessionView, applet: AppletCore = memory.applet): void =>
    applet.join(way === 'pin' ? pinOf(session) : { method: 'link', ...linkOf(session) });

  it('C2 C3 T4 PIN7 carries a PIN and a link, and both stand in the log, the link without its secret', async () => {
    const session = await createSession(memory.desk, 'message');
    const { pin } = pinOf(session);
    expect(session.log).toMatchObject([
      { type: 'session/created' },
      { type: 'pin/created', body: { pin, expiresInMinutes: 15 } },
      { type: 'link/created', body: { expiresInMinutes: 15 } },
    ]);
    const secret = session.entry.method === 'message' ? session.entry.url.split('.').at(-2) : undefined;
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(JSON.stringify(session.log)).not.toContain(secret);
    expect(memory.relay.frames.some(({ text }) => text.includes(secret ?? ''))).toBe(false);
  });

  it('C2 PIN7 by its link lets in without a code; by its PIN the spoken code is needed', async () => {
    const byLink = await createSession(memory.desk, 'message');
    joinBy('link', byLink);
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
    expect(memory.applet.view.verification).toEqual({ state: 'verified', by: 'link' });
    await sessionWhere(memory.desk, byLink.id, ({ verification }) => verification.state === 'verified');

    const byPin = await createSession(memory.desk, 'message');
    const applet = memory.makeApplet();
    joinBy('pin', byPin, applet);
    await appletWhere(applet, ({ step }) => step.name === 'terms');
    expect(applet.view.verification).toMatchObject({ state: 'codeNeeded' });
    await sessionWhere(memory.desk, byPin.id, ({ verification }) => verification.state === 'awaitingCode');
  });

  it('PIN2 PIN7 whichever comes second ends both, each with a sentence', async () => {
    for (const [first, second] of [
      ['pin', 'link'],
      ['link', 'pin'],
    ] as const) {
      const session = await createSession(memory.desk, 'message');
      // The relay hears of the verification by link only once the customer is through: before that, two end both.
      memory.relay.alter = (text) => (text.includes('signal/deliver') ? '' : text);
      const [customer, other] = [memory.makeApplet(), memory.makeApplet()];
      joinBy(first, session, customer);
      await turns(2);
      joinBy(second, session, other);
      expect(await refusal(other)).toBe(second === 'pin' ? 'pinRefused' : 'linkRefused');
      const { status } = await sessionWhere(memory.desk, session.id, ({ status: now }) => now.name === 'closed');
      expect(status).toEqual({ name: 'closed', by: 'relay', reason: 'joinedTwice' });
      memory.relay.alter = (text) => text;
    }
  });

  it.each([
    ['pin', 'link'],
    ['link', 'pin'],
    ['link', undefined],
  ] as const)(
    'PIN7 a relay that says of a customer by %s that they came by %s makes the handshake fail, and nothing more',
    async (way, said) => {
      const session = await createSession(memory.desk, 'message');
      memory.relay.alter = (text) => {
        const message = JSON.parse(text) as { state?: string; entry?: string };
        return JSON.stringify(message.state === 'claimed' ? { ...message, entry: said } : message);
      };
      joinBy(way, session);
      await memory.pass(2_000, 250);
      const { status, verification, log, customerPlatform } = await sessionWhere(memory.desk, session.id, () => true);
      expect(status).toEqual({ name: 'closed', by: 'handrail', reason: 'handshakeFailed' });
      expect([verification.state, customerPlatform]).toEqual(['failed', null]);
      expect(log.map(({ type }) => type)).not.toContain('verification/done');
      expect(memory.applet.view.step).toMatchObject({ name: 'enterPin' });
      expect(memory.applet.view.verification.state).not.toBe('verified');
      expect(memory.network.connections).toEqual([]);
    },
  );

  it('PIN7 without a word of the way, a customer by PIN comes in as ever, unverified', async () => {
    const session = await createSession(memory.desk, 'message');
    memory.relay.alter = (text) => text.replace(',"entry":"pin"', '');
    joinBy('pin', session);
    await appletWhere(memory.applet, ({ step }) => step.name === 'terms');
    await sessionWhere(memory.desk, session.id, ({ verification }) => verification.state === 'awaitingCode');
  });
});
