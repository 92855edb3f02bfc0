import { isCertifiableName } from './certified-name.ts';
import { decodeFields, encodeFields, u64 } from './encode-fields.ts';
import type { Signer, VerifySignature } from './signature.ts';
import { permissionKinds, type PermissionKind } from '../protocol/permission-kind.ts';

/** What the organisation root says of a console's device key (KEY2). */
export type Certificate = {
  readonly organisation: string;
  readonly technician: string;
  readonly devicePublicKey: Uint8Array;
  /** What this technician's group may ask customers for; the applet refuses the rest (RL4). */
  readonly permissions: readonly PermissionKind[];
  readonly notBeforeMs: number;
  readonly notAfterMs: number;
  readonly serial: number;
};

/** A certificate as bytes, with the root's key and signature: what travels and is stored. */
export type SignedCertificate = Uint8Array;

const domain = 'hr1/cert';
const decoder = new TextDecoder('utf-8', { fatal: true });

export function issueCertificate(root: Signer, certificate: Certificate): SignedCertificate {
  const body = encodeFields(
    domain,
    certificate.organisation,
    certificate.technician,
    certificate.devicePublicKey,
    certificate.permissions.join(' '),
    u64(certificate.notBeforeMs),
    u64(certificate.notAfterMs),
    u64(certificate.serial),
  );
  return encodeFields(body, root.publicKey, root.sign(body));
}

/**
 * Reads a certificate and checks its signature and dates. `rootPublicKey` in the answer is whoever signed it: a caller
 * that knows its organisation compares it; one that does not may show the names only as claims.
 */
export function readCertificate(
  signed: SignedCertificate,
  nowMs: number,
  verify: VerifySignature,
): { readonly certificate: Certificate; readonly rootPublicKey: Uint8Array } | null {
  const outer = decodeFields(signed, 3);
  if (outer === null) return null;
  const [body, rootPublicKey, signature] = outer as [Uint8Array, Uint8Array, Uint8Array];
  const fields = decodeFields(body, 8);
  if (fields === null || !verify(rootPublicKey, body, signature)) return null;
  const certificate = decodeBody(fields);
  if (certificate === null) return null;
  if (nowMs < certificate.notBeforeMs || nowMs > certificate.notAfterMs) return null;
  return { certificate, rootPublicKey };
}

function decodeBody(fields: readonly Uint8Array[]): Certificate | null {
  const [tag, organisation, technician, devicePublicKey, permissions, notBefore, notAfter, serial] = fields;
  if (!tag || !organisation || !technician || !devicePublicKey || !permissions || !notBefore || !notAfter || !serial) {
    return null;
  }
  try {
    if (decoder.decode(tag) !== domain || devicePublicKey.length !== 32) return null;
    const names = { organisation: decoder.decode(organisation), technician: decoder.decode(technician) };
    if (!isCertifiableName(names.organisation) || !isCertifiableName(names.technician)) return null;
    const listed = decoder.decode(permissions).split(' ');
    return {
      ...names,
      devicePublicKey,
      // Kinds of a newer version are left out: what is not understood is not permitted.
      permissions: permissionKinds.filter((kind) => listed.includes(kind)),
      notBeforeMs: readU64(notBefore),
      notAfterMs: readU64(notAfter),
      serial: readU64(serial),
    };
  } catch {
    return null; // Not UTF-8, or not an integer: not a certificate.
  }
}

function readU64(bytes: Uint8Array): number {
  if (bytes.length !== 8) throw new RangeError('not a u64');
  const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new RangeError('out of range');
  return Number(value);
}
