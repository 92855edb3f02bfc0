import { issueCertificate, type SignedCertificate } from '#shared/std/crypto/certificate.ts';
import { nodeSignerFromSeed, nodeVerifySignature } from '#shared/node/node-signer.ts';
import type { Signer, VerifySignature } from '#shared/std/crypto/signature.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import type { SignalFrame } from '#shared/std/protocol/handshake-messages.ts';
import {
  CustomerHandshake,
  type CustomerHandshakeStep,
  type LinkTrust,
} from '#shared/std/session/customer-handshake.ts';
import { TechnicianHandshake, type TechnicianHandshakeStep } from '#shared/std/session/technician-handshake.ts';

export const handshakeNowMs = 1_700_000_000_000;
export const handshakeSession = 'AAAAAAAAAAAAAAAAAAAAAA';
export const handshakeRoot = nodeSignerFromSeed(new Uint8Array(32).fill(1));
export const handshakeDevice = nodeSignerFromSeed(new Uint8Array(32).fill(2));
export const customerLogKey = nodeSignerFromSeed(new Uint8Array(32).fill(3)).publicKey;

/** The same bytes at every run: `start`, `start + 1` and so on for each call. */
export function countingRandom(start: number): RandomBytes {
  let value = start;
  return (count) => new Uint8Array(count).fill(value++);
}

export function certify(
  device: Signer,
  root: Signer = handshakeRoot,
  notAfterMs = handshakeNowMs + 1,
): SignedCertificate {
  return issueCertificate(root, {
    organisation: 'Acme IT',
    technician: 'Anna Weber',
    devicePublicKey: device.publicKey,
    permissions: ['viewScreen', 'control'],
    notBeforeMs: handshakeNowMs - 1,
    notAfterMs,
    serial: 7,
  });
}

const handshakeCertificate = certify(handshakeDevice);

export function makeTechnician(
  changes: {
    readonly session?: string;
    readonly device?: Signer;
    readonly certificate?: SignedCertificate;
    readonly linkSecret?: Uint8Array | null;
    readonly random?: RandomBytes;
  } = {},
): TechnicianHandshake {
  return new TechnicianHandshake({
    session: handshakeSession,
    device: handshakeDevice,
    certificate: handshakeCertificate,
    linkSecret: null,
    random: countingRandom(0x10),
    ...changes,
  });
}

export function makeCustomer(
  changes: {
    readonly session?: string;
    readonly link?: LinkTrust | null;
    readonly random?: RandomBytes;
    readonly verify?: VerifySignature;
    readonly wallMs?: () => number;
  } = {},
): CustomerHandshake {
  return new CustomerHandshake({
    session: handshakeSession,
    link: null,
    logPublicKey: customerLogKey,
    verify: nodeVerifySignature,
    wallMs: () => handshakeNowMs,
    random: countingRandom(0x20),
    ...changes,
  });
}

export type HandshakeRun = {
  readonly frames: readonly SignalFrame[];
  readonly technician: TechnicianHandshakeStep['done'];
  readonly customer: CustomerHandshakeStep['done'];
  readonly failure: string | null;
};

/**
 * Runs both sides against each other. `alter` stands where the relay stands: it sees each frame and says what arrives.
 */
export function runHandshake(
  technician: TechnicianHandshake,
  customer: CustomerHandshake,
  alter: (frame: SignalFrame) => SignalFrame = (frame) => frame,
): HandshakeRun {
  const frames: SignalFrame[] = [];
  let technicianDone: TechnicianHandshakeStep['done'] = null;
  let customerDone: CustomerHandshakeStep['done'] = null;
  const waiting: { readonly to: 'technician' | 'customer'; readonly frame: SignalFrame }[] = [
    { to: 'customer', frame: technician.commit() },
  ];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    frames.push(next.frame);
    const frame = alter(next.frame);
    const step = next.to === 'customer' ? customer.receive(frame) : technician.receive(frame);
    if (!step.ok) return { frames, technician: technicianDone, customer: customerDone, failure: step.reason };
    if (step.value.done !== null && 'technician' in step.value.done) customerDone = step.value.done;
    else if (step.value.done !== null) technicianDone = step.value.done;
    const to = next.to === 'customer' ? 'technician' : 'customer';
    waiting.push(...step.value.send.map((answer) => ({ to, frame: answer }) as const));
  }
  return { frames, technician: technicianDone, customer: customerDone, failure: null };
}
