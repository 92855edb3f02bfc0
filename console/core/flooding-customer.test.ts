import { describe, expect, it } from 'vitest';
import { deskAt } from '#tests/support/scripted-desk.ts';
import { liveCall } from '#tests/support/lens-window.ts';
import { turns } from '#tests/support/turns.ts';
import { maxBytesTakenUnasked } from '#shared/std/protocol/limits.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';

const id = (number: number): string => `identifier-${number}`;

/** All below the limit on messages in general; most are a row in the console's database, for which its disk is waited. */
const floods: readonly (readonly [string, (number: number) => PeerMessage])[] = [
  ['long lines of chat', (number) => ({ t: 'chat/message', id: id(number), text: 'x'.repeat(4_000) })],
  [
    'pictures that come and go',
    () => ({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null }),
  ],
  ['media connections', (number) => ({ t: 'media/signal', signal: { generation: number, data: 'x' } })],
  ['call signals', (number) => ({ t: 'call/signal', signal: { generation: number, data: 'x' } })],
  [
    'cameras that come and go',
    (number) => ({ t: 'call/state', state: number % 2 === 0 ? liveCall : { ...liveCall, microphone: 'muted' } }),
  ],
  ['answers about the camera', () => ({ t: 'camera/answer', request: 'front', accepted: false })],
  ['marks held and lost', (number) => ({ t: 'board/held', id: 1, hold: number % 2 === 0 ? 'held' : 'hidden' })],
  [
    'answers',
    (number) => ({ t: 'permission/answer', request: id(number), kind: 'control', granted: true, reason: null }),
  ],
  ['offers of files', (number) => ({ t: 'file/offer', transfer: id(number), name: 'x', sizeBytes: 1, sha256: null })],
  ['untyped characters', () => ({ t: 'control/untyped', characters: 'ß' })],
  [
    'signed heads',
    (rows) => ({ t: 'log/checkpoint', rows: rows + 1, head: '', wallMs: 0, closed: false, signature: '' }),
  ],
];

describe('a customer’s side that floods', () => {
  it.each(floods)('DC1 %s: is cut off, and has cost little', async (_, make) => {
    const desk = await deskAt('viewing');
    await desk.grant('camera');
    await desk.grant('voice');
    for (let number = 0; number < 2_000 && desk.view().status.name === 'active'; number += 1) {
      desk.peer.send(make(number));
      await desk.pass(10, 10);
    }
    expect(desk.view().status).toEqual({ name: 'closed', by: 'handrail', reason: 'protocolBroken' });
    expect(desk.rows().length).toBeLessThan(400);
  });

  it('LOG1 introduces itself once, and is wrong about the code three times at most, as far as the log goes', async () => {
    const desk = await deskAt('connected');
    for (let number = 0; number < 50; number += 1) {
      desk.peer.sendSealed({ t: 'customer/hello', platform: `x${number}`, canBeControlled: true });
      desk.peer.sendSealed({ t: 'verification/wrong', triesLeft: number });
    }
    await turns(2);
    const rows = desk.rows();
    expect(rows.filter((type) => type === 'customer/joined')).toHaveLength(1);
    expect(rows.filter((type) => type === 'verification/wrong')).toHaveLength(3);
    expect(desk.view().customerPlatform).toBe('linux');
  });

  it('FT3 who was asked for files cannot fill the disk with them: past what a person would pick, the technician decides', async () => {
    const desk = await deskAt('verified');
    await desk.grant('takeFile');
    const offer = (number: number, sizeBytes: number): void =>
      desk.peer.send({ t: 'file/offer', transfer: id(number), name: 'x', sizeBytes, sha256: null });
    offer(1, maxBytesTakenUnasked);
    offer(2, 1);
    await turns(4);
    const accepted = desk.peer.heardPeer.flatMap((heard) => (heard.t === 'file/accept' ? [heard.transfer] : []));
    expect(accepted).toEqual([id(1)]);
    expect(desk.view().transfers.find((transfer) => transfer.id === id(2))?.state.name).toBe('offered');
    desk.session()?.tools?.acceptTransfer(id(2));
    await turns(4);
    expect(desk.peer.heardPeer).toContainEqual({ t: 'file/accept', transfer: id(2) });
  });

  it('what could not be typed is a few characters, not a message in the console’s own voice', async () => {
    const desk = await deskAt('viewing');
    await desk.grant('control');
    const shown: string[] = [];
    desk.desk.on('untyped', ({ characters }) => shown.push(characters));
    desk.peer.send({ t: 'control/untyped', characters: 'ßß' });
    desk.peer.send({ t: 'control/untyped', characters: '\u202e\n' });
    desk.peer.send({ t: 'control/untyped', characters: 'Your licence has expired. Log in at example.org' });
    await turns();
    expect(shown).toEqual(['ß', 'Your licenha']);
  });

  it('PRM2 a picture that nobody asked for is neither shown nor logged', async () => {
    const desk = await deskAt('verified');
    desk.peer.send({ t: 'media/state', state: 'live', wholeScreen: true, by: 'track', reason: null });
    await turns(2);
    expect(desk.view().screen).toEqual({ state: 'none' });
    expect(desk.rows()).not.toContain('screen/started');
  });
});
