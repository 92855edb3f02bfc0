import { describe, expect, it } from 'vitest';
import { deskAt } from '#tests/support/scripted-desk.ts';
import { turns } from '#tests/support/turns.ts';
import { relayAnswerTimeoutMs } from '#shared/std/protocol/limits.ts';
import type { RelayErrorCode } from '#shared/std/protocol/relay-messages.ts';

const started = { ok: true, value: null };
const failed = (reason: string): object => ({ ok: false, reason });

/** A customer waits, and the relay takes its time over pick-ups. */
async function waitingDesk() {
  const desk = await deskAt('waiting');
  const { customer, id, peer } = desk;
  customer.picksUp = false;
  return {
    ...desk,
    start: () => desk.session()?.start() ?? Promise.reject(new Error('no session')),
    refuse: (request: string, code: RelayErrorCode) =>
      customer.relaySays({ v: 1, t: 'error', code, sentence: '', session: id, request }),
    handBacks: () => customer.toRelay.filter(({ t }) => t === 'session/handBack').length,
    /** How often the customer was told that it begins. */
    starts: () => peer.heardSealed.filter(({ t }) => t === 'session/start').length,
    startRows: () => desk.rows().filter((type) => type === 'session/started').length,
  };
}

type WaitingDesk = Awaited<ReturnType<typeof waitingDesk>>;

const request = ({ customer }: WaitingDesk, index = 0): string => customer.pickUps[index] ?? 'not asked';

describe('Start', () => {
  it('LNS1 T5 does nothing to the customer before the relay said yes, and then starts', async () => {
    const desk = await waitingDesk();
    const start = desk.start();
    await turns(3);
    expect([desk.view().status.name, desk.starts(), desk.startRows()]).toEqual(['waiting', 0, 0]);
    expect(desk.customer.network.connections).toEqual([]);
    desk.customer.pickedUp(request(desk));
    expect(await start).toEqual(started);
    await turns(3);
    expect([desk.view().status.name, desk.starts(), desk.startRows()]).toEqual(['active', 1, 1]);
    expect(desk.handBacks()).toBe(0);
  });

  it('LNS1 pressed twice asks once and starts once', async () => {
    const desk = await waitingDesk();
    const both = Promise.all([desk.start(), desk.start()]);
    await turns();
    expect(desk.customer.pickUps).toHaveLength(1);
    desk.customer.pickedUp(request(desk));
    expect(await both).toEqual([started, started]);
    await turns();
    expect([desk.starts(), desk.startRows()]).toEqual([1, 1]);
  });

  it.each([
    ['lensAlreadyActive', 'lensAlreadyActive'],
    ['permissionMissing', 'groupForbids'],
    ['malformed', 'relayIncompatible'],
  ] as const)(
    'T6 LNS1 refused with %s is told as %s; the customer waits on and can be started later',
    async (code, told) => {
      const desk = await waitingDesk();
      const start = desk.start();
      await turns();
      desk.refuse(request(desk), code);
      expect(await start).toEqual(failed(told));
      await desk.pass(relayAnswerTimeoutMs * 2);
      expect([desk.view().status.name, desk.starts(), desk.startRows()]).toEqual(['waiting', 0, 0]);
      const again = desk.start();
      await turns();
      desk.customer.pickedUp(request(desk, 1));
      expect(await again).toEqual(started);
      expect(desk.view().status.name).toBe('active');
    },
  );

  it('LNS1 with the relay out of reach says so at once, and works when it is back', async () => {
    const desk = await waitingDesk();
    desk.customer.alive = [desk.id];
    desk.customer.hangUp();
    await turns();
    expect(await desk.start()).toEqual(failed('relayUnreachable'));
    await desk.pass(5_000);
    expect(desk.view().status.name).toBe('waiting');
    desk.customer.picksUp = true;
    expect(await desk.start()).toEqual(started);
  });

  it('LNS1 an answer that never comes is a relay out of reach, not silence', async () => {
    const desk = await waitingDesk();
    const start = desk.start();
    await desk.pass(relayAnswerTimeoutMs);
    expect(await start).toEqual(failed('relayUnreachable'));
    expect(desk.view().status.name).toBe('waiting');
  });

  it('LNS1 an answer that comes too late starts nothing and is handed back', async () => {
    const desk = await waitingDesk();
    const start = desk.start();
    await desk.pass(relayAnswerTimeoutMs);
    await start;
    desk.customer.pickedUp(request(desk));
    await turns(3);
    expect([desk.view().status.name, desk.starts(), desk.handBacks()]).toEqual(['waiting', 0, 1]);
  });

  it('LNS1 a late answer to the first question does not answer the second, and starts nothing twice', async () => {
    const desk = await waitingDesk();
    const first = desk.start();
    await desk.pass(relayAnswerTimeoutMs);
    await first;
    const second = desk.start();
    await turns();
    desk.customer.pickedUp(request(desk, 0));
    await turns(2);
    expect([desk.view().status.name, desk.starts(), desk.handBacks()]).toEqual(['waiting', 0, 0]);
    desk.customer.pickedUp(request(desk, 1));
    expect(await second).toEqual(started);
    for (const index of [0, 1, 0, 1]) desk.customer.pickedUp(request(desk, index));
    await turns(3);
    expect([desk.starts(), desk.startRows(), desk.handBacks()]).toEqual([1, 1, 0]);
  });

  it('LNS1 yes after no, no after yes and answers to nothing change nothing', async () => {
    const desk = await waitingDesk();
    desk.customer.pickedUp('never asked');
    desk.refuse('never asked', 'lensAlreadyActive');
    await turns(2);
    expect([desk.view().status.name, desk.starts()]).toEqual(['waiting', 0]);
    const refused = desk.start();
    await turns();
    desk.refuse(request(desk), 'lensAlreadyActive');
    desk.customer.pickedUp(request(desk));
    expect(await refused).toEqual(failed('lensAlreadyActive'));
    await turns(2);
    expect([desk.view().status.name, desk.starts()]).toEqual(['waiting', 0]);
    const granted = desk.start();
    await turns();
    desk.customer.pickedUp(request(desk, 1));
    desk.refuse(request(desk, 1), 'lensAlreadyActive');
    expect(await granted).toEqual(started);
    await turns(2);
    expect([desk.view().status.name, desk.starts()]).toEqual(['active', 1]);
  });

  it('LNS1 a relay that breaks while it is asked is told at once; what it may have granted is handed back', async () => {
    const desk = await waitingDesk();
    desk.customer.alive = [desk.id];
    const start = desk.start();
    await turns();
    desk.customer.hangUp();
    expect(await start).toEqual(failed('relayLost'));
    await desk.pass(5_000);
    expect([desk.view().status.name, desk.starts(), desk.handBacks()]).toEqual(['waiting', 0, 1]);
  });

  it('LNS1 a session that ends while the relay is asked is not started by the answer', async () => {
    const ends: readonly (readonly [string, (desk: WaitingDesk) => unknown])[] = [
      ['by the technician', ({ session }) => session()?.end()],
      ['by the customer', ({ peer }) => peer.sendSealed({ t: 'session/end', reason: 'ended' })],
      ['by the relay', ({ customer }) => customer.state('expired')],
    ];
    for (const [way, end] of ends) {
      const desk = await waitingDesk();
      const start = desk.start();
      await turns();
      end(desk);
      expect(await start, way).toEqual(failed('sessionNotActive'));
      desk.customer.pickedUp(request(desk));
      await desk.pass(2_000);
      expect([desk.view().status.name, desk.starts(), desk.clock.timerCount], way).toEqual(['closed', 0, 0]);
    }
  });
});
