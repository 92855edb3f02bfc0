import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RelayStartError } from '#relay/start-failure.ts';
import { FakeClock } from '#shared/std/testing/fake-clock.ts';
import { TestTechnician } from '#relay/testing/technician.ts';
import { organisationFile, rootFile } from '#relay/organisation-files.ts';
import { readOrganisation } from '#shared/node/organisation.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import { fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { readCertificate } from '#shared/std/crypto/certificate.ts';
import { RelayBench, TestClient } from './relay-fixture.ts';

describe('close', () => {
  it('tells everyone, closes every socket, and leaves nothing open', async () => {
    const clock = new FakeClock(Date.now());
    const bench = await RelayBench.start({}, clock);
    const console = await bench.console(new TestTechnician(clock.wallMs()));
    await bench.createPin(console);
    const { session, customer } = await bench.join(console);
    const stranger = await bench.connect();
    // Connected and silent: half a request must not hold the relay open.
    const half = connectTcp(bench.relay.address.port, '127.0.0.1');
    await once(half, 'connect');
    half.write('GET / HTTP/1.1\r\n');
    customer.send({ v: 1, t: 'signal/send', session, data: 'AA' });
    await console.next('signal/deliver');

    await bench.relay.close();
    for (const client of [console, customer, stranger]) {
      expect((await client.next('error')).code).toBe('stopping');
      expect(await client.closed).toBe(1001);
      expect(client.unread).toBe(0);
    }
    expect(clock.timerCount).toBe(0);
    await expect(bench.connect()).rejects.toThrow('ECONNREFUSED');
    half.destroy();
  });

  it('waits for nobody who does not answer', async () => {
    const bench = await RelayBench.start();
    const deaf = await bench.connect();
    deaf.socket.pause();
    const startedAtMs = performance.now();
    await bench.relay.close();
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    deaf.socket.terminate();
  });

  it('may be asked twice', async () => {
    const bench = await RelayBench.start();
    await Promise.all([bench.relay.close(), bench.relay.close()]);
  });
});

describe('start', () => {
  it('says so when the port is taken', async () => {
    const bench = await RelayBench.start();
    const second = RelayBench.start({ port: bench.relay.address.port });
    await expect(second).rejects.toBeInstanceOf(RelayStartError);
    await expect(second).rejects.toMatchObject({ code: 'addressInUse' });
    await bench.close();
  });

  it('says so when the host is not here, or TLS files are not there', async () => {
    await expect(RelayBench.start({ host: '192.0.2.1' })).rejects.toMatchObject({ code: 'addressUnavailable' });
    const tls = { certificateFile: '/nonexistent/c', keyFile: '/nonexistent/k' };
    await expect(RelayBench.start({ tls })).rejects.toMatchObject({ code: 'tlsUnreadable' });
  });
});

describe('node relay/main.ts', () => {
  let folder = '';
  let running: ChildProcess | null = null;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'handrail-relay-'));
  });
  afterEach(() => {
    running?.kill('SIGKILL');
    running = null;
    rmSync(folder, { recursive: true });
  });

  function start(...words: string[]): ChildProcess {
    const environment = Object.entries(process.env).filter(([name]) => !name.startsWith('HANDRAIL_'));
    running = spawn(process.execPath, ['relay/main.ts', ...words], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...Object.fromEntries(environment), HANDRAIL_RELAY_DATA_DIR: folder },
    });
    return running;
  }

  async function run(
    ...words: string[]
  ): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> {
    const child = start(...words);
    const text = { out: '', err: '' };
    child.stdout?.on('data', (chunk) => (text.out += String(chunk)));
    child.stderr?.on('data', (chunk) => (text.err += String(chunk)));
    const [code] = (await once(child, 'close')) as [unknown];
    return { code, ...text };
  }

  it('KEY1 init makes the organisation once; certify lets a console of it log in; the relay stops on SIGTERM', async () => {
    const made = await run('init', '--organisation', 'Acme IT');
    expect(made.code).toBe(0);
    expect(made.out).toContain('move the recovery file off this computer');
    const root = join(folder, rootFile);
    const before = readFileSync(root, 'utf8');
    const again = await run('init', '--organisation', 'Other');
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('Nothing was changed')]);
    expect(readFileSync(root, 'utf8')).toBe(before);

    const device = nodeSignerFromSeed(new Uint8Array(32).fill(2));
    const wanted = ['--technician', 'Anna', '--days', '1', '--permissions', 'viewScreen'];
    const certified = await run('certify', '--root', root, '--device', toBase64Url(device.publicKey), ...wanted);
    const certificate = fromBase64Url(certified.out.trim()) ?? new Uint8Array(0);
    const organisation = readOrganisation(join(folder, organisationFile));
    if (!organisation.ok) throw new Error(organisation.reason);
    expect(readCertificate(certificate, Date.now(), nodeVerifySignature)).toMatchObject({
      rootPublicKey: organisation.value.publicKey,
      certificate: { organisation: 'Acme IT', technician: 'Anna', permissions: ['viewScreen'] },
    });

    const relay = start('serve', '--port', '0');
    const lines = createInterface({ input: relay.stdout ?? process.stdin });
    let url = '';
    for await (const line of lines) {
      url = /ws:\S+/.exec(line)?.[0] ?? '';
      if (url !== '') break;
    }
    const client = new TestClient(url, {});
    await client.opened;
    client.send({ v: 1, t: 'login/start' });
    const { nonce, host } = await client.next('login/challenge');
    expect(host).toBe(new URL(url).host);
    const technician = new TestTechnician(Date.now());
    client.send({ ...technician.answer(host, nonce), certificate: certified.out.trim() });
    await client.next('login/accepted');
    relay.kill('SIGTERM');
    expect((await client.next('error')).code).toBe('stopping');
    expect(await client.closed).toBe(1001);
    if (relay.exitCode === null) await once(relay, 'exit');
    expect(relay.exitCode).toBe(0);
  });

  it('names wrong values and unknown flags, and does not start', async () => {
    const wrong = await run('--port', 'abc', '--pin-life-minutes', '61');
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('port: "abc" from the flag --port');
    expect(wrong.err).toContain('pinLifeMinutes: "61"');
    expect((await run('--prot', '1')).code).toBe(2);
    expect((await run('sevre')).err).toContain('There is no command "sevre"');
    expect((await run('--config', join(folder, 'none.json'))).err).toContain('cannot be read');
    expect((await run('certify')).err).toContain('--root');
    expect((await run('--help')).out).toContain('--pin-life-minutes');
  });
});
