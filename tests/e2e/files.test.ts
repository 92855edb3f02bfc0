import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { diskReserveBytes } from '#shared/std/protocol/limits.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import { createSession, sessionWhere, startLoopback, type Loopback } from '#tests/support/loopback-session.ts';
import { until } from '#tests/support/x-display.ts';
import type { CustomerHands } from './customer-hands.ts';
import { Scene } from './scene.ts';
import { startedSession } from './started-session.ts';
import { patienceMs, type TechnicianHands } from './technician-hands.ts';

let scene: Scene;

beforeAll(async () => {
  scene = await Scene.open();
});

afterAll(() => scene.close());

beforeEach(({ onTestFailed }) => {
  onTestFailed(({ task }) => scene.picture(task.name));
});

/** A file by a name that no honest program sends. */
function fileNamed(name: string): FileSource {
  const bytes = new TextEncoder().encode('hostile\n');
  return {
    name,
    sizeBytes: bytes.length,
    async *read(offset) {
      yield bytes.subarray(offset);
    },
    close: () => {},
  };
}

describe.runIf(process.platform === 'linux')('a technician’s program that is not ours', () => {
  let loopback: Loopback;
  let customer: CustomerHands;
  let session = '';

  beforeAll(async () => {
    loopback = await startLoopback();
    scene.alsoCloses(() => loopback.close());
    const { desk } = loopback;
    ({ customer } = await scene.openApplet(desk.view.relay.joinUrl || `http://${loopback.target.host}`));
    const created = await createSession(desk);
    session = created.id;
    await customer.join(created.entry.method === 'pin' ? created.entry.pin : '');
    const { verification } = await sessionWhere(desk, session, ({ status }) => status.name === 'waiting');
    await customer.typeCode(verification.state === 'awaitingCode' ? verification.code : '');
    await sessionWhere(desk, session, (now) => now.verification.state === 'verified');
    await desk.session(session)?.start();
    await sessionWhere(desk, session, ({ connection }) => connection.state === 'connected');
  });

  it('FT2 cannot choose where a file lands: escaping names end up plain, in the folder, over nothing', async () => {
    writeFileSync(join(scene.customerFolder, 'mine.txt'), 'The customer’s own.\n');
    const outside = readdirSync(scene.folder).toSorted();
    const names = [
      '../../escaped.txt',
      '/etc/passwd-from-afar',
      '..\\..\\windows.ini',
      'mine.txt',
      'CON',
      'gut\u202Etxt.exe',
    ];
    loopback.desk.session(session)?.tools?.sendFiles(names.map(fileNamed));
    await customer.allow('send you files');
    await sessionWhere(
      loopback.desk,
      session,
      ({ transfers }) => transfers.length === names.length && transfers.every(({ state }) => state.name === 'done'),
    );
    const landed = readdirSync(scene.customerFolder).toSorted();
    expect(landed.length).toBe(names.length + 1);
    expect(landed).toEqual(expect.arrayContaining(['escaped.txt', 'mine.txt', 'passwd-from-afar', 'windows.ini']));
    expect(landed.filter((name) => /[\\/\u202E]|^\.|^CON$/i.test(name))).toEqual([]);
    expect(readFileSync(join(scene.customerFolder, 'mine.txt'), 'utf8')).toBe('The customer’s own.\n');
    expect(readdirSync(scene.folder).toSorted()).toEqual(outside);
    expect(existsSync('/etc/passwd-from-afar')).toBe(false);
    // The window shows what it is now called.
    await customer.openPart('Files');
    await customer.page.getByText('Received as escaped.txt').waitFor();
  });
});

/** A disk on which nothing larger fits; null where none can be made. */
function smallDisk(folder: string): { readonly remove: () => void } | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  mkdirSync(folder, { recursive: true });
  const size = diskReserveBytes + 1_000_000;
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'handrail-test', folder]).status === 0;
  return mounted ? { remove: () => void spawnSync('umount', ['--lazy', folder]) } : null;
}

describe.runIf(process.platform === 'linux')('a file that is larger than the free disk', () => {
  let technician: TechnicianHands;
  let customer: CustomerHands;
  let folder = '';
  let hasDisk = false;

  beforeAll(async () => {
    folder = join(scene.folder, 'small-disk');
    const disk = smallDisk(folder);
    if (disk === null) return;
    hasDisk = true;
    scene.alsoCloses(async () => disk.remove());
    const console = await scene.openConsole();
    ({ technician } = console);
    ({ customer } = await scene.openApplet(console.relayUrl, { arguments: ['--downloads', folder] }));
    await startedSession({ technician, customer }, 'Otto Beck');
  });

  it('FT3 is refused before a byte is written, in words, on both sides; a smaller one still comes', async (context) => {
    context.skip(!hasDisk, 'no small disk can be mounted here');
    const large = join(scene.folder, 'large.bin');
    const small = join(scene.folder, 'small.txt');
    writeFileSync(large, Buffer.alloc(3_000_000, 'x'));
    writeFileSync(small, 'small\n');
    await technician.sendFile(large);
    await customer.allow('send you files');
    await technician.page.getByText('There is not enough free space for this file.').first().waitFor();
    await technician.page.getByText('Make room on the receiving computer').first().waitFor();
    await technician.sessionLog.getByText('There is not enough free space for this file.').first().waitFor();
    await customer.openPart('Files');
    await customer.text('There is not enough free space for this file.').waitFor();
    expect(readdirSync(folder)).toEqual([]);
    await technician.sendFile(small);
    await until(async () => existsSync(join(folder, 'small.txt')), patienceMs);
    await technician.end('Otto Beck');
  });
});
