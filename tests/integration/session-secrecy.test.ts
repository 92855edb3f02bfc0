import { afterEach, expect, it } from 'vitest';
import { openWsRelaySocket } from '#shared/node/ws-relay-socket.ts';
import { fromBase64Url, toBase64Url, toHex, utf8 } from '#shared/std/crypto/bytes.ts';
import { hash32 } from '#shared/std/crypto/hash.ts';
import { parseLinkFragment } from '#shared/std/session/link.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';
import { MemoryFileSource } from '#shared/std/transfer/testing/memory-file-source.ts';
import {
  appletWhere,
  askAndAnswer,
  createSession,
  playWindow,
  sessionWhere,
  startedSession,
  startLoopback,
  type Loopback,
} from '#tests/support/loopback-session.ts';

let loopback: Loopback | null = null;

afterEach(async () => {
  await loopback?.close();
});

const frames: string[] = [];

/** The real socket, with every text that passes it written down: all that a relay ever sees. */
const openTappedSocket: OpenRelaySocket = (url, listeners) => {
  const socket = openWsRelaySocket(url, {
    ...listeners,
    onText: (text) => {
      frames.push(text);
      listeners.onText(text);
    },
  });
  return {
    send: (text) => {
      frames.push(text);
      socket.send(text);
    },
    close: () => socket.close(),
  };
};

/** A text, and all that can be read out of it: JSON in JSON, base64url at any depth, as bytes and as UTF-8. */
function readings(text: string, depth = 0): string[] {
  const found = [text];
  if (depth > 4) return found;
  let value: unknown = null;
  try {
    value = JSON.parse(text);
  } catch {
    value = null; // Not JSON: it may be base64url.
  }
  if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) if (typeof each === 'string') found.push(...readings(each, depth + 1));
    return found;
  }
  const bytes = text.length > 3 ? fromBase64Url(text) : null;
  if (bytes === null) return found;
  found.push(Buffer.from(bytes).toString('latin1'), toHex(bytes));
  found.push(...readings(Buffer.from(bytes).toString('utf8'), depth + 1));
  return found;
}

it('HS1 a relay that reads along a whole session learns nothing that was said in it', async () => {
  frames.length = 0;
  loopback = await startLoopback({
    console: { openSocket: openTappedSocket },
    applet: {
      openSocket: openTappedSocket,
      platform: 'windows-xp-sp3',
      terms: () => ({ version: 'terms-version-7', text: 'Secret terms.' }),
    },
  });
  const { desk, applet } = loopback;
  playWindow(applet);
  const id = await startedSession(loopback);
  await askAndAnswer(loopback, id, 'viewScreen', true);
  await sessionWhere(desk, id, ({ screen }) => screen.state === 'live');
  applet.handlers.notices['media/signal']({ generation: 1, data: 'media-offer-with-an-address' });
  desk.session(id)?.writeChat('My password is Tr0ub4dor');
  await applet.handlers.calls['chat/send']({ text: 'Mine is correcthorse' });
  await askAndAnswer(loopback, id, 'sendFile', true);
  desk.session(id)?.tools?.sendFiles([new MemoryFileSource('salaries.xlsx', utf8('Beck earns 90000'))]);
  await sessionWhere(desk, id, ({ transfers }) => transfers.some(({ state }) => state.name === 'done'));
  desk.session(id)?.end();
  await appletWhere(applet, ({ step }) => step.name === 'ended');
  await desk.close();

  const seen = frames.flatMap((frame) => readings(frame)).join('\n');
  // The tap works: what is no secret can be read.
  for (const known of ['session/claim', 'handshake/join', 'handshake/reveal', 'Anna Weber', '"t":"sealed"']) {
    expect(seen, known).toContain(known);
  }
  const termsHash = hash32(utf8('Secret terms.'));
  const secrets = [
    'Otto Beck',
    'windows-xp',
    'Tr0ub4dor',
    'correcthorse',
    'terms-version-7',
    toBase64Url(termsHash),
    toHex(termsHash),
    'salaries',
    'Beck earns',
    'candidate:',
    'a=fingerprint',
    'ice-ufrag',
    'IN IP4',
    'webrtc-datachannel',
    'media-offer',
    'permission/',
    'viewScreen"',
    'chat/',
    'customer/hello',
    'terms/answer',
    'verification/',
    'session/start',
  ];
  for (const secret of secrets) expect(seen, secret).not.toContain(secret);
  // Nor how long it was: boxes come in a few sizes only.
  const boxes = frames.flatMap((frame) => readings(frame)).filter((text) => text.startsWith('{"t":"sealed"'));
  expect(boxes.length).toBeGreaterThan(10);
  expect(new Set(boxes.map(({ length }) => length)).size).toBeLessThanOrEqual(6);
});

it('PIN5 a relay never sees a link’s secret, nor the verification code that nobody needs', async () => {
  frames.length = 0;
  loopback = await startLoopback({
    console: { openSocket: openTappedSocket },
    applet: { openSocket: openTappedSocket },
  });
  const { desk, applet } = loopback;
  await sessionOfLink(loopback);
  const [session] = desk.view.sessions;
  if (session?.entry.method !== 'link') throw new Error('no link');
  const [, , secret] = session.entry.url.split('#')[1]?.split('.') ?? [];
  expect(secret).toHaveLength(43);
  expect(frames.flatMap((frame) => readings(frame)).join('\n')).not.toContain(secret);
  expect(applet.view.verification).toEqual({ state: 'verified', by: 'link' });
});

async function sessionOfLink({ desk, applet }: Loopback): Promise<void> {
  const session = await createSession(desk, 'link');
  if (session.entry.method !== 'link') throw new Error('no link');
  const link = parseLinkFragment(session.entry.url.split('#')[1] ?? '');
  if (link === null) throw new Error('not our link');
  applet.join({ method: 'link', ...link });
  await appletWhere(applet, ({ step }) => step.name === 'terms');
}
