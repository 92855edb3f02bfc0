import { describe, expect, it } from 'vitest';
import { sampleMark, samplePicture } from '#tests/support/board-samples.ts';
import { appletAt, type ScriptedApplet } from '#tests/support/scripted-applet.ts';
import type { PeerMessage } from '#shared/std/protocol/peer-messages.ts';

const overStep = { name: 'ended', by: 'handrail', reason: 'protocolBroken' };
const id = (number: number): string => `identifier-${number}`;

/** All below the limit on messages in general, and each of them dear to whoever receives it. */
const floods: readonly (readonly [string, (number: number) => PeerMessage])[] = [
  ['long lines of chat', (number) => ({ t: 'chat/message', id: id(number), text: 'x'.repeat(4_000) })],
  ['questions', (number) => ({ t: 'permission/ask', request: id(number), kind: 'takeFile' })],
  ['hold and go on', (number) => ({ t: 'session/hold', onHold: number % 2 === 0 })],
  ['wishes for a new picture', () => ({ t: 'media/wanted' })],
  ['media signals', (number) => ({ t: 'media/signal', signal: { generation: number, data: 'x' } })],
  ['wishes for a new call', () => ({ t: 'call/wanted' })],
  ['call signals', (number) => ({ t: 'call/signal', signal: { generation: number, data: 'x' } })],
  ['requests of the camera', (number) => ({ t: 'camera/request', request: number % 2 === 0 ? 'front' : 'torchOn' })],
  ['recording on and off', (number) => ({ t: 'recording/state', on: number % 2 === 0 })],
  ['pictures to draw on', (number) => ({ t: 'board/picture', ...samplePicture(1 + number) })],
  ['marks', (number) => ({ t: 'board/begin', ...sampleMark(1 + number) })],
  ['marks that go', (number) => ({ t: 'board/remove', ids: [1 + number] })],
  ['still pictures', (number) => ({ t: 'board/still', picture: number % 2 === 0 ? 1 : null })],
  ['offers of files', (number) => ({ t: 'file/offer', transfer: id(number), name: 'x', sizeBytes: 1, sha256: null })],
  [
    'signed heads',
    (rows) => ({ t: 'log/checkpoint', rows: rows + 1, head: '', wallMs: 0, closed: false, signature: '' }),
  ],
];

async function flood(applet: ScriptedApplet, make: (number: number) => PeerMessage, seconds: number): Promise<void> {
  for (let number = 0; number < seconds * 100 && applet.view().step.name === 'session'; number += 1) {
    applet.peer.send(make(number));
    await applet.pass(10, 10);
  }
}

describe('a technician’s side that floods', () => {
  it.each(floods)('DC1 %s: is cut off, and has cost little', async (_, make) => {
    const applet = await appletAt('viewing', { sessionType: 'lens' });
    await applet.grant('camera');
    await applet.grant('recording');
    const captures: number[] = [];
    applet.applet.on('captureStart', ({ generation }) => captures.push(generation));
    applet.applet.on('callStart', ({ generation }) => captures.push(generation));
    await flood(applet, make, 10);
    expect(applet.view().step).toMatchObject(overStep);
    expect(applet.view().log.length).toBeLessThan(400);
    expect(captures.length).toBeLessThan(100);
  });

  it('LOG1 a log that a patient flood has filled ends the session, and says so in its last row', async () => {
    const applet = await appletAt('viewing');
    let number = 0;
    // As fast as is allowed, for as long as it takes; each control character takes six bytes of the log.
    while (applet.view().step.name === 'session' && number < 3_000) {
      applet.peer.send({ t: 'chat/message', id: id(number), text: '\u0001'.repeat(4_000) });
      await applet.pass(200, 200);
      number += 1;
    }
    expect(applet.view().step).toMatchObject({ name: 'ended', by: 'handrail', reason: 'logUnwritable' });
    expect(applet.view().log.at(-1)?.type).toBe('session/ended');
    expect(number).toBeGreaterThan(1_000);
    await applet.pass(2_000);
    expect(applet.technician.network.openCount).toBe(0);
  });
});
