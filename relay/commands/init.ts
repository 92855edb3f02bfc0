import { join } from 'node:path';
import {
  createOrganisation,
  readOrganisation,
  writeOrganisation,
  writeOrganisationRoot,
} from '#shared/node/organisation.ts';
import { toBase64Url } from '#shared/std/crypto/bytes.ts';
import { certifiedNameRule } from '#shared/std/crypto/certified-name.ts';
import { organisationFile, rootFile } from '../organisation-files.ts';
import type { CommandHost, ExitCode } from './command-host.ts';

/** `relay init`: makes the organisation's root, once (KEY1). */
export function runInit(
  host: CommandHost,
  options: { readonly organisation: string | undefined; readonly dataDir: string },
): ExitCode {
  if (options.organisation === undefined) {
    host.printError('Say what the organisation is called: relay init --organisation "Acme IT"');
    return 2;
  }
  const rootPath = join(options.dataDir, rootFile);
  const publicPath = join(options.dataDir, organisationFile);
  const existing = readOrganisation(publicPath);
  if (existing.ok || existing.reason !== 'missing') {
    host.printError(`There is an organisation already: ${publicPath}. Nothing was changed.`);
    return 1;
  }
  const made = createOrganisation(options.organisation, host.random);
  if (made === null) {
    host.printError(`The name must have ${certifiedNameRule}.`);
    return 2;
  }
  const publicKey = made.root.publicKey;
  // The root first: a public key without its root would be an organisation that can certify nobody.
  for (const [path, written] of [
    [rootPath, writeOrganisationRoot(rootPath, made)],
    [publicPath, writeOrganisation(publicPath, { name: made.name, publicKey })],
  ] as const) {
    if (written.ok) continue;
    const why = written.reason === 'exists' ? 'is there already and is never overwritten' : 'cannot be written';
    host.printError(`${path} ${why}.`);
    return 1;
  }
  host.print(`${made.name} is set up.

Public key:     ${toBase64Url(publicKey)}
Recovery file:  ${rootPath}

Now move the recovery file off this computer, to a drive in a safe place, and print it on paper.
Whoever has it can make anyone a technician of ${made.name}. If it is lost, technicians can no longer
be added and every console has to be set up anew. The relay runs without it.

Next: relay certify --root ${rootPath} --device=KEY --technician NAME`);
  return 0;
}
