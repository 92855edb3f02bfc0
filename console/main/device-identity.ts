import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSignerFromSeed } from '#shared/node/node-signer.ts';
import { createOrganisation, readOrganisationRoot, writeOrganisationRoot } from '#shared/node/organisation.ts';
import type { SecretStore } from '#shared/shell/shell.ts';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { issueCertificate, readCertificate, type SignedCertificate } from '#shared/std/crypto/certificate.ts';
import { privateKeySeedBytes, verifyStrictly, type Signer } from '#shared/std/crypto/signature.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import type { DeviceIdentity } from '../core/console-ports.ts';

const deviceKeyName = 'device-key';
const certificateDays = 90;
/** A certificate of our own organisation is made anew this long before it ends, so that no working day begins without. */
const renewDaysBefore = 30;
const dayMs = 24 * 60 * 60_000;

export type IdentityFiles = {
  readonly folder: string;
  readonly secrets: SecretStore;
  readonly random: RandomBytes;
  readonly nowMs: number;
};

/** This console's device key, made on the first run. The private half stays in the secret store. */
export function loadDeviceSigner({ secrets, random }: IdentityFiles): Signer {
  const stored = secrets.read(deviceKeyName);
  if (stored !== null) return nodeSignerFromSeed(stored);
  const seed = random(privateKeySeedBytes);
  secrets.write(deviceKeyName, seed);
  return nodeSignerFromSeed(seed);
}

/**
 * The identity for the embedded relay: an organisation of this console's own, made on the first run, certifies its device
 * key. Throws with a sentence for the person if the files are there but cannot be used.
 */
export function ownIdentity(
  files: IdentityFiles,
  names: { readonly organisation: string; readonly technician: string },
): { readonly device: DeviceIdentity; readonly organisationPublicKey: Uint8Array } {
  const signer = loadDeviceSigner(files);
  const root = ownRoot(files, names.organisation);
  // A name that is no relay's, whatever relays are called.
  const path = join(files.folder, 'own-certificate.txt');
  const stored = readStored(path, files.nowMs, signer);
  const fits =
    stored !== null &&
    equalBytes(stored.rootPublicKey, root.root.publicKey) &&
    stored.certificate.technician === names.technician &&
    permissionKinds.every((kind) => stored.certificate.permissions.includes(kind)) &&
    stored.certificate.notAfterMs - files.nowMs > renewDaysBefore * dayMs;
  const device: DeviceIdentity = fits ? stored : certify(root.root, root.name, names.technician, signer, files.nowMs);
  if (!fits) writeStored(path, device.signedCertificate);
  return { device, organisationPublicKey: root.root.publicKey };
}

/**
 * The identity for another relay: a certificate that its administrator made (`relay certify`), given once by file and
 * kept. Null: not enrolled yet.
 */
export function enrolledIdentity(
  files: IdentityFiles,
  relayHost: string,
  certificateFile: string | null,
): DeviceIdentity | null {
  const signer = loadDeviceSigner(files);
  const path = certificatePath(files, relayHost);
  if (certificateFile !== null) {
    const given = readStored(certificateFile, files.nowMs, signer);
    if (given === null) {
      throw new Error(
        `${certificateFile} is not a valid certificate for this console. Ask your administrator for a new one.`,
      );
    }
    writeStored(path, given.signedCertificate);
    return given;
  }
  return readStored(path, files.nowMs, signer);
}

function ownRoot(files: IdentityFiles, organisationName: string): { readonly name: string; readonly root: Signer } {
  const path = join(files.folder, 'organisation-root.json');
  if (existsSync(path)) {
    const read = readOrganisationRoot(path);
    if (!read.ok) throw new Error(`The organisation's key file ${path} is ${read.reason}. Restore it from its copy.`);
    return read.value;
  }
  const organisation = createOrganisation(organisationName, files.random);
  if (organisation === null) throw new Error('The organisation needs a name of 1 to 128 characters (--organisation).');
  mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  const written = writeOrganisationRoot(path, organisation);
  if (!written.ok) throw new Error(`The organisation's key file ${path} could not be written (${written.reason}).`);
  return organisation;
}

function certify(
  root: Signer,
  organisation: string,
  technician: string,
  device: Signer,
  nowMs: number,
): DeviceIdentity {
  const certificate = {
    organisation,
    technician,
    devicePublicKey: device.publicKey,
    permissions: permissionKinds,
    // An hour back, for customers whose clock is a little behind.
    notBeforeMs: nowMs - 60 * 60_000,
    notAfterMs: nowMs + certificateDays * dayMs,
    serial: nowMs,
  };
  return { signer: device, certificate, signedCertificate: issueCertificate(root, certificate) };
}

function certificatePath({ folder }: IdentityFiles, relayHost: string): string {
  return join(folder, `certificate-${relayHost.replaceAll(/[^A-Za-z0-9.-]/g, '_')}.txt`);
}

function readStored(
  path: string,
  nowMs: number,
  signer: Signer,
): (DeviceIdentity & { readonly rootPublicKey: Uint8Array }) | null {
  if (!existsSync(path)) return null;
  const signedCertificate: SignedCertificate | null = fromBase64Url(readFileSync(path, 'utf8').trim());
  const read = signedCertificate && readCertificate(signedCertificate, nowMs, verifyStrictly);
  if (!read || signedCertificate === null) return null;
  const { certificate, rootPublicKey } = read;
  const isOurs = equalBytes(certificate.devicePublicKey, signer.publicKey);
  return isOurs ? { signer, signedCertificate, certificate, rootPublicKey } : null;
}

function writeStored(path: string, certificate: SignedCertificate): void {
  writeFileSync(path, `${toBase64Url(certificate)}\n`, { mode: 0o600 });
}
