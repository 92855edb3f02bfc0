import type { Clock } from '#shared/std/core/clock.ts';
import type { FailureCode } from '#shared/std/core/failure.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { Result } from '#shared/std/core/result.ts';
import type { Certificate, SignedCertificate } from '#shared/std/crypto/certificate.ts';
import type { Signer, VerifySignature } from '#shared/std/crypto/signature.ts';
import type { LogSink } from '#shared/std/log/log-row.ts';
import type { OpenDataConnection } from '#shared/std/session/data-connection.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';
import type { FileSource } from '#shared/std/transfer/file-source.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import type { StreamingHash } from '#shared/std/transfer/streaming-hash.ts';
import type { SessionType } from '#shared/std/view/console-view.ts';

/** This console's identity: its device key, and what the organisation says of it. */
export type DeviceIdentity = {
  readonly signer: Signer;
  readonly signedCertificate: SignedCertificate;
  readonly certificate: Certificate;
};

/** Where sessions and their logs are kept. */
export interface SessionArchive {
  /** Throws if it cannot be written: no log, no session. */
  createSession(session: {
    readonly id: string;
    readonly name: string;
    readonly type: SessionType;
    readonly technician: string;
    readonly organisation: string;
    readonly deviceKey: Uint8Array;
    readonly certificate: Uint8Array;
    readonly createdMs: number;
  }): LogSink;
  updateSession(id: string, change: SessionRecordChange): void;
  exportLog(id: string, format: 'csv' | 'jsonl'): Result<string, FailureCode>;
  verifyLog(id: string): Result<{ readonly rows: number; readonly checkpoints: number }, FailureCode>;
}

/** What is written about a session beside its log, for lists and reports. */
export type SessionRecordChange = {
  readonly status?: string;
  readonly customerLogKey?: Uint8Array;
  readonly startedMs?: number;
  readonly endedMs?: number;
  readonly endedBy?: string;
  readonly endReason?: string;
};

/** What the console's core needs of the world. */
export type ConsolePorts = {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly logger: Logger;
  readonly device: DeviceIdentity;
  readonly relayUrl: string;
  /** The relay's host name from this console's own settings: what it signs to log in (KEY3). */
  readonly relayHost: string;
  readonly openSocket: OpenRelaySocket;
  readonly openDataConnection: OpenDataConnection;
  readonly verify: VerifySignature;
  readonly archive: SessionArchive;
  readonly fileStore: FileStore;
  readonly hash: () => StreamingHash;
  readonly takeFile: (ticket: string) => FileSource | null;
  readonly revealFile: (path: string) => void;
};
