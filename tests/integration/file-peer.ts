import { randomBytes } from 'node:crypto';
import { RtcDataConnection } from '#shared/node/rtc-data-connection.ts';
import { nativeSha256 } from '#shared/node/native-sha256.ts';
import { systemClock } from '#shared/node/system-clock.ts';
import { silentLogger } from '#shared/std/core/logger.ts';
import { BoundConnection, type ConnectionEnd } from '#shared/std/session/bound-connection.ts';
import type { DataSignal } from '#shared/std/session/data-connection.ts';
import { deriveSessionKeys, type Role } from '#shared/std/session/session-keys.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import { FileTransfers } from '#shared/std/transfer/file-transfers.ts';

/** As a handshake would leave them; what it proves is tested elsewhere. */
const keys = deriveSessionKeys(new Uint8Array(32).fill(1), new Uint8Array(32).fill(2), null);

/** One end of a real data connection with the files of its session. */
export type FilePeer = {
  readonly transfers: FileTransfers;
  readonly connection: BoundConnection;
  readonly signal: (signal: DataSignal) => void;
  /** True once both ends are proven, false if the connection ends before that. */
  readonly bound: Promise<boolean>;
  readonly ended: Promise<ConnectionEnd>;
  readonly close: () => Promise<void>;
};

/** The technician offers the connection; `sendSignal` takes its signalling to the other end. */
export function openFilePeer(role: Role, store: FileStore, sendSignal: (signal: DataSignal) => void): FilePeer {
  const rtc = new RtcDataConnection({
    role: role === 'technician' ? 'offerer' : 'answerer',
    iceServers: [],
    logger: silentLogger,
  });
  rtc.onLocalSignal(sendSignal);
  const connection = new BoundConnection({ connection: rtc, keys, role, clock: systemClock, logger: silentLogger });
  const transfers = new FileTransfers({
    channel: connection,
    store,
    clock: systemClock,
    random: randomBytes,
    hash: nativeSha256,
    admit: () => 'accept',
    isAllowed: () => true,
  });
  connection.on('message', (message) => void transfers.receiveMessage(message));
  connection.on('fileFrame', (bytes) => transfers.receiveFrame(bytes));
  connection.on('ended', () => transfers.cancelAll('connectionFailed'));
  return {
    transfers,
    connection,
    signal: (signal) => rtc.acceptRemoteSignal(signal),
    bound: new Promise((resolve) => {
      connection.on('bound', () => resolve(true));
      connection.on('ended', () => resolve(false));
    }),
    ended: new Promise((resolve) => void connection.on('ended', resolve)),
    async close() {
      await transfers.close();
      connection.close();
    },
  };
}

const maxSetUps = 5;

/** Both ends in one process, bound. Set-up has tests of its own: one that fails on a busy machine is repeated here. */
export async function connectFilePeers(
  stores: Readonly<Record<Role, FileStore>>,
): Promise<Readonly<Record<Role, FilePeer>>> {
  for (let setUp = 0; setUp < maxSetUps; setUp += 1) {
    const technician: FilePeer = openFilePeer('technician', stores.technician, (signal) => customer.signal(signal));
    const customer: FilePeer = openFilePeer('customer', stores.customer, (signal) => technician.signal(signal));
    const bound = await Promise.all([technician.bound, customer.bound]);
    if (bound.every(Boolean)) return { technician, customer };
    await Promise.all([technician.close(), customer.close()]);
  }
  throw new Error('no data connection');
}
