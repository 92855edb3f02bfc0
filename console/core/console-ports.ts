import type { Clock } from '#shared/std/core/clock.ts';
import type { Logger } from '#shared/std/core/logger.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { Certificate, SignedCertificate } from '#shared/std/crypto/certificate.ts';
import type { Signer, VerifySignature } from '#shared/std/crypto/signature.ts';
import type { LogSink } from '#shared/std/log/log-row.ts';
import type { OpenDataConnection } from '#shared/std/session/data-connection.ts';
import type { EndedBy, EndReason, SessionStatus } from '#shared/std/session/session-status.ts';
import type { OpenRelaySocket } from '#shared/std/session/relay-connection.ts';
import type { FileStore } from '#shared/std/transfer/file-store.ts';
import type { StreamingHash } from '#shared/std/transfer/streaming-hash.ts';
import type { SessionType } from '#shared/std/protocol/session-type.ts';

/** This console's identity: its device key, and what the organisation says of it. */
export type DeviceIdentity = {
  readonly signer: Signer;
  readonly signedCertificate: SignedCertificate;
  readonly certificate: Certificate;
};

/** What is known of a session when it is created. */
export type NewSessionRecord = {
  readonly id: string;
  readonly name: string;
  readonly type: SessionType;
  readonly technician: string;
  readonly organisation: string;
  /** The console's device key, which signs the log. */
  readonly deviceKey: Uint8Array;
  readonly certificate: Uint8Array | null;
  readonly createdAtMs: number;
};

/** What becomes known later, for lists and reports. A field that is not given stays as it is. */
export type SessionRecordChange = {
  readonly status?: SessionStatus['name'];
  readonly customerLogKey?: Uint8Array;
  readonly customerPlatform?: string;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly endedBy?: EndedBy;
  readonly endReason?: EndReason;
};

/** Where sessions and their logs are kept; the console's database. Throws `LogUnwritableError`: no log, no session. */
export interface SessionArchive {
  createSession(session: NewSessionRecord): void;
  sinkFor(sessionId: string): LogSink;
  updateSession(sessionId: string, change: SessionRecordChange): void;
}

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
};
