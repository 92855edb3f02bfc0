import type { Certificate } from '#shared/std/crypto/certificate.ts';
import type { PermissionKind } from '#shared/std/protocol/permission-kind.ts';
import type { SessionType } from '../relay-session.ts';

/** A session of a type may be created by whoever may ask for at least one of these; an empty list asks for nothing. */
const neededForType: Readonly<Record<SessionType, readonly PermissionKind[]>> = {
  chatOnly: [],
  remoteSupport: ['viewScreen', 'control', 'sendFile', 'takeFile'],
  lens: ['camera'],
};

/** Whether the technician's group may have sessions of this type (RL4). */
export function mayCreate(certificate: Certificate, type: SessionType): boolean {
  const needed = neededForType[type];
  return needed.length === 0 || needed.some((kind) => certificate.permissions.includes(kind));
}
