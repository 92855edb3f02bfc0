import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const server = '/usr/sbin/sshd';
const startTimeoutMs = 5_000;

/** An sshd of our own: its keys and settings in `folder`, on a free port of loopback, gone after `stop`. */
export class PrivateSshd {
  readonly #process: ChildProcess;
  readonly #folder: string;
  readonly #port: number;

  private constructor(child: ChildProcess, folder: string, port: number) {
    this.#process = child;
    this.#folder = folder;
    this.#port = port;
  }

  /** A sentence instead of a server where it cannot be had. */
  static async start(folder: string): Promise<PrivateSshd | string> {
    if (!existsSync(server)) return 'no sshd on this machine';
    if (process.getuid?.() !== 0) return 'a private sshd needs root for its own /run';
    const port = await freePort();
    for (const name of ['host', 'user']) {
      await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', join(folder, name)]);
    }
    const settings = [
      `Port ${port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(folder, 'host')}`,
      `AuthorizedKeysFile ${join(folder, 'user.pub')}`,
      'StrictModes no',
      'PermitRootLogin prohibit-password',
      'PasswordAuthentication no',
      'UsePAM no',
      'PidFile none',
      'Subsystem sftp internal-sftp',
    ];
    await writeFile(join(folder, 'sshd_config'), `${settings.join('\n')}\n`);
    // sshd insists on /run/sshd; in a mount namespace of its own the machine's /run stays as it is.
    const script = 'mount -t tmpfs tmpfs /run && mkdir /run/sshd && exec "$0" "$@"';
    const line = ['--mount', 'sh', '-c', script, server, '-D', '-f', join(folder, 'sshd_config')];
    const started = new PrivateSshd(spawn('unshare', line, { stdio: 'ignore' }), folder, port);
    if (await started.#answers()) return started;
    await started.stop();
    return 'sshd did not start';
  }

  /** Copies a file with scp; settles when scp says that it is done. */
  async copy(from: string, to: string): Promise<void> {
    const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'BatchMode=yes', 'LogLevel=ERROR'];
    const line = ['-q', '-P', String(this.#port), '-i', join(this.#folder, 'user')];
    for (const option of options) line.push('-o', option);
    await run('scp', [...line, from, `${userInfo().username}@127.0.0.1:${to}`]);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exited = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await exited;
  }

  async #answers(): Promise<boolean> {
    const untilMs = performance.now() + startTimeoutMs;
    while (performance.now() < untilMs && this.#process.exitCode === null) {
      if (await canConnect(this.#port)) return true;
      await delay(20);
    }
    return false;
  }
}

function canConnect(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address !== 'string' ? address.port : 0));
    });
  });
}
