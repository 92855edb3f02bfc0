import { describe, expect, it } from 'vitest';
import { appletAt, type ScriptedApplet } from '#tests/support/scripted-applet.ts';
import { turns } from '#tests/support/turns.ts';
import type { FromRelay } from '#shared/std/protocol/relay-messages.ts';

type State = Extract<FromRelay, { t: 'session/state' }>['state'];

const says =
  (state: State) =>
  ({ technician }: ScriptedApplet): void =>
    technician.relaySays({ v: 1, t: 'session/state', session: technician.session, state });

/** Whatever of these the relay makes up, it is not the technician's doing. */
const lies: readonly (readonly [string, (applet: ScriptedApplet) => void])[] = [
  ['that a second customer joined', says('joinedTwice')],
  ['that it is over', says('ended')],
  ['that it has expired', says('expired')],
  ['that the technician is gone', says('peerLost')],
  [
    'that there is no such session',
    ({ technician }) => technician.relaySays({ v: 1, t: 'error', code: 'sessionGone', sentence: '' }),
  ],
  ['a frame that is none', ({ technician }) => technician.sendSignalData('AAAA')],
  ['a box that does not open', ({ technician }) => technician.sendFrame({ t: 'sealed', box: 'A'.repeat(400) })],
  ['a handshake anew', ({ technician }) => technician.sendFrame({ t: 'handshake/confirm', mac: 'A'.repeat(43) })],
  [
    'another session’s claim',
    ({ technician }) =>
      technician.relaySays({ v: 1, t: 'session/claimed', session: 'B'.repeat(22), token: 'B'.repeat(43) }),
  ],
];

describe('a relay that lies to the applet', () => {
  it.each(lies)('PRM4 HS1 cannot end a directly connected session by saying %s', async (_, lie) => {
    const applet = await appletAt('controlled');
    lie(applet);
    await turns(4);
    expect(applet.view().step.name).toBe('session');
    expect(applet.view().granted.map(({ kind }) => kind)).toEqual(['viewScreen', 'control']);
    applet.peer.send({ t: 'chat/message', id: 'abcdefgh', text: 'Still there' });
    await turns();
    expect(applet.view().chat.at(-1)?.text).toBe('Still there');
  });

  it('PIN2 two on one PIN still end a session whose technician is not verified', async () => {
    const applet = await appletAt('connected');
    says('joinedTwice')(applet);
    await turns(2);
    expect(applet.view().step).toMatchObject({ name: 'ended', by: 'relay', reason: 'joinedTwice' });
  });
});
