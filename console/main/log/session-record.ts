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
