import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { StartRelayProcess } from './embedded-relay.ts';

const relayEntry = fileURLToPath(new URL('../../relay/main.ts', import.meta.url));

/** Starts the relay with the Node that runs this program. */
export const spawnRelay: StartRelayProcess = (flags) => {
  const child = spawn(process.execPath, [relayEntry, 'serve', ...flags], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, HANDRAIL_ENDS_WITH_STDIN: '1' },
  });
  return {
    log: child.stderr,
    lifeline: child.stdin,
    onExit: (listener) => {
      child.once('exit', (code) => listener(code));
    },
    kill: () => {
      child.kill('SIGTERM');
    },
  };
};
