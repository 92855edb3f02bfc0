import { readOrganisationRoot } from '#shared/node/organisation.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { issueCertificate } from '#shared/std/crypto/certificate.ts';
import { certifiedNameRule, isCertifiableName } from '#shared/std/crypto/certified-name.ts';
import { permissionKinds } from '#shared/std/protocol/permission-kind.ts';
import { integer, list, oneOf, publicKey, text } from '../setting-values.ts';
import type { CommandHost, ExitCode } from './command-host.ts';

export type CertifyOptions = {
  readonly root: string | undefined;
  readonly device: string | undefined;
  readonly technician: string | undefined;
  readonly days: string | undefined;
  readonly permissions: string | undefined;
};

const dayMs = 24 * 60 * 60_000;
/** Clocks differ: a certificate made this minute must not be from the future elsewhere. */
const clockSkewMs = 5 * 60_000;
const maxDays = 3_650;

/** `relay certify`: prints the certificate with which a technician's console logs in (KEY2). */
export function runCertify(host: CommandHost, options: CertifyOptions): ExitCode {
  const root = text('the recovery file that "init" made')(options.root);
  const device = publicKey(options.device);
  const technician = text(`a name of ${certifiedNameRule}`)(options.technician);
  const days = integer(1, maxDays)(options.days ?? '90');
  const permissions = list(oneOf(permissionKinds))(options.permissions ?? [...permissionKinds]);
  const answers = { root, device, technician, days, permissions };
  const wrong = Object.entries(answers).flatMap(([flag, answer]) =>
    answer.ok ? [] : [`--${flag}: ${answer.reason} is needed.`],
  );
  if (!root.ok || !device.ok || !technician.ok || !days.ok || !permissions.ok) {
    host.printError(wrong.join('\n'));
    return 2;
  }
  if (!isCertifiableName(technician.value)) {
    host.printError(`--technician: a name has ${certifiedNameRule}.`);
    return 2;
  }
  const organisation = readOrganisationRoot(root.value);
  if (!organisation.ok) {
    host.printError(`The recovery file ${root.value} is ${organisation.reason}.`);
    return 1;
  }
  const nowMs = host.clock.wallMs();
  const certificate = issueCertificate(organisation.value.root, {
    organisation: organisation.value.name,
    technician: technician.value,
    devicePublicKey: device.value,
    permissions: permissions.value,
    notBeforeMs: nowMs - clockSkewMs,
    notAfterMs: nowMs + days.value * dayMs,
    // Distinct without a register: 48 random bits.
    serial: Buffer.from(host.random(6)).readUIntBE(0, 6),
  });
  host.print(toBase64Url(certificate));
  return 0;
}
