import type { PermissionKind } from '../protocol/permission-kind.ts';
import type { EndedBy, EndReason } from '../session/session-status.ts';

/** Names of things that both windows and the log speak of. */
export type Words = {
  readonly permission: Readonly<Record<PermissionKind, string>>;
  readonly endedBy: Readonly<Record<EndedBy, string>>;
  readonly endReason: Readonly<Record<EndReason, string>>;
  readonly verifiedBy: Readonly<Record<'code' | 'link', string>>;
  readonly path: Readonly<Record<'direct' | 'relayed', string>>;
  readonly actor: Readonly<Record<'technician' | 'customer' | 'handrail', string>>;
};
