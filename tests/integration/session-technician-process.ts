import { createInterface } from 'node:readline';
import { inflateSync } from 'fflate';
import { decodeScreenMessage } from '#shared/std/screen/screen-message.ts';
import { TestViewer } from '#shared/std/screen/testing/test-viewer.ts';
import { createSession, pinOf, sessionWhere, startLoopback } from '#tests/support/loopback-session.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';

// The technician's computer, relay included, as a process that a test can kill: JSON lines out, nothing in.

function say(line: Readonly<Record<string, string>>): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

// Whoever started it is gone: so is it.
createInterface({ input: process.stdin }).on('close', () => process.exit(0));

const { desk, target } = await startLoopback();
const session = await createSession(desk);
say({ relayUrl: target.socketUrl, pin: pinOf(session).pin });
const { verification } = await sessionWhere(desk, session.id, ({ status }) => status.name === 'waiting');
say({ code: verification.state === 'awaitingCode' ? verification.code : '' });
await sessionWhere(desk, session.id, (view) => view.verification.state === 'verified');
await desk.session(session.id)?.start();
await sessionWhere(desk, session.id, ({ connection }) => connection.state === 'connected');
const tools = desk.session(session.id)?.tools;
tools?.ask('control');
tools?.ask('sendFile');
await sessionWhere(
  desk,
  session.id,
  ({ permissions, screen }) =>
    [permissions.control, permissions.sendFile].every(({ state }) => state === 'granted') && screen.state === 'live',
);
// Under load in every kind: a screen, a file that takes a while, and a mouse that never rests, with a key and a button held.
const viewer = new TestViewer((bytes, sizeBytes) => inflateSync(bytes, { out: new Uint8Array(sizeBytes) }));
desk.onScreenMessage(({ bytes }) => {
  const drawn = viewer.receive(bytes);
  const message = drawn && decodeScreenMessage(drawn);
  if (message?.kind === 'drawn') tools?.screen.drawn(message.lane, message.sequence);
});
tools?.screen.watch({ lanes: [0], codecs: [], preference: 'automatic', restart: true });
tools?.sendFiles([new MemoryFileSource('large.bin', new Uint8Array(200_000_000), { pieceBytes: [131_072] })]);
tools?.input?.key('ControlLeft', true);
tools?.input?.button('left', true, 0.5, 0.5);
setInterval(() => tools?.input?.move(Math.random(), Math.random()), 4);
