import type { EndedBy, EndReason, SessionStatus } from '#shared/std/session/session-status.ts';
import type { SessionType } from '#shared/std/view/console-view.ts';

/** What is known of a session when it is created. */
export type NewSessionRecord = {
  readonly id: string;
  readonly name: string;
  readonly type: SessionType;
  readonly technician: string;
  readonly organisation: string;
  /** The console's device key, which signs this log. */
  readonly deviceKey: Uint8Array;
  readonly certificate: Uint8Array | null;
  readonly createdAtMs: number;
};

/** What becomes known later. A field that is not given stays as it is. */
export type SessionRecordChange = {
  readonly status?: SessionStatus['name'];
  readonly customerLogKey?: Uint8Array;
  readonly customerPlatform?: string;
  readonly startedAtMs?: number;
  readonly endedAtMs?: number;
  readonly endedBy?: EndedBy;
  readonly endReason?: EndReason;
};

/** One session as stored. Texts are as a program, maybe a newer one, wrote them. */
export type SessionRecord = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly technician: string;
  readonly organisation: string;
  readonly customerPlatform: string | null;
  readonly createdAtMs: number;
  readonly startedAtMs: number | null;
  readonly endedAtMs: number | null;
  readonly status: string;
  readonly endedBy: string | null;
  readonly endReason: string | null;
  readonly rows: number;
};

export type SessionFilter = {
  /** Part of the name, in either case. */
  readonly nameContains?: string;
  /** Created at or after. */
  readonly fromMs?: number;
  /** Created before. */
  readonly untilMs?: number;
  /** At most this many, newest first. Default 1,000, 1 to 100,000. */
  readonly limit?: number;
};
