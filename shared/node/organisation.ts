import * as v from 'valibot';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { RandomBytes } from '#shared/std/core/random.ts';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';
import { isAdmissiblePublicKey } from '#shared/std/crypto/admissible-key.ts';
import { equalBytes, fromBase64Url, toBase64Url } from '#shared/std/crypto/bytes.ts';
import { isCertifiableName } from '#shared/std/crypto/certified-name.ts';
import { privateKeySeedBytes, type Signer } from '#shared/std/crypto/signature.ts';
import { decodeJson } from '#shared/std/protocol/decode-json.ts';
import { nodeSignerFromSeed } from './node-signer.ts';

/** An organisation with its root key (KEY1): whoever holds it can make anyone a technician. */
export type OrganisationRoot = { readonly name: string; readonly seed: Uint8Array; readonly root: Signer };

/** What everyone may know of an organisation; the relay accepts technicians certified by this key. */
export type Organisation = { readonly name: string; readonly publicKey: Uint8Array };

export type OrganisationFileFailure = 'missing' | 'unreadable' | 'malformed';
export type OrganisationWriteFailure = 'exists' | 'unwritable';

const maxOrganisationFileCharacters = 4_096;
const key = v.pipe(v.string(), v.length(43));
const name = v.pipe(v.string(), v.trim(), v.check(isCertifiableName));

const organisationSchema = v.strictObject({
  format: v.literal('handrail-organisation/1'),
  organisation: name,
  publicKey: key,
});

const rootSchema = v.strictObject({
  format: v.literal('handrail-organisation-root/1'),
  note: v.string(),
  organisation: name,
  publicKey: key,
  seed: key,
});

const rootNote =
  'This is the root key of the organisation. Whoever has it can make anyone a technician. ' +
  'Keep it off the relay, on paper or on a drive in a safe; it is needed to certify technicians.';

/** Makes a new root key. `null` when no certificate may bear that name. */
export function createOrganisation(wantedName: string, random: RandomBytes): OrganisationRoot | null {
  const parsed = v.safeParse(name, wantedName);
  if (!parsed.success) return null;
  const seed = random(privateKeySeedBytes);
  return { name: parsed.output, seed, root: nodeSignerFromSeed(seed) };
}

/** Writes the recovery file with the root key, for this user's eyes only. Never over an existing file. */
export function writeOrganisationRoot(
  path: string,
  organisation: OrganisationRoot,
): Result<void, OrganisationWriteFailure> {
  return writeNewFile(path, 0o600, {
    format: 'handrail-organisation-root/1',
    note: rootNote,
    organisation: organisation.name,
    publicKey: toBase64Url(organisation.root.publicKey),
    seed: toBase64Url(organisation.seed),
  });
}

/** Writes the public half, which relays read. Never over an existing file. */
export function writeOrganisation(path: string, organisation: Organisation): Result<void, OrganisationWriteFailure> {
  return writeNewFile(path, 0o644, {
    format: 'handrail-organisation/1',
    organisation: organisation.name,
    publicKey: toBase64Url(organisation.publicKey),
  });
}

export function readOrganisationRoot(path: string): Result<OrganisationRoot, OrganisationFileFailure> {
  const file = readFile(path, rootSchema);
  if (!file.ok) return file;
  const seed = fromBase64Url(file.value.seed);
  const publicKey = fromBase64Url(file.value.publicKey);
  if (seed === null || publicKey === null) return fail('malformed');
  const root = nodeSignerFromSeed(seed);
  // A typing error on the way back from paper shows here, not in certificates that nobody accepts.
  if (!equalBytes(root.publicKey, publicKey)) return fail('malformed');
  return succeed({ name: file.value.organisation, seed, root });
}

export function readOrganisation(path: string): Result<Organisation, OrganisationFileFailure> {
  const file = readFile(path, organisationSchema);
  if (!file.ok) return file;
  const publicKey = fromBase64Url(file.value.publicKey);
  if (publicKey === null || !isAdmissiblePublicKey(publicKey)) return fail('malformed');
  return succeed({ name: file.value.organisation, publicKey });
}

function readFile<Schema extends v.GenericSchema>(
  path: string,
  schema: Schema,
): Result<v.InferOutput<Schema>, OrganisationFileFailure> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return fail(errorCode(error) === 'ENOENT' ? 'missing' : 'unreadable');
  }
  const decoded = decodeJson(schema, text, maxOrganisationFileCharacters);
  return decoded.ok ? decoded : fail('malformed');
}

function writeNewFile(path: string, mode: number, content: object): Result<void, OrganisationWriteFailure> {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const file = openSync(path, 'wx', mode);
    try {
      writeSync(file, `${JSON.stringify(content, null, 2)}\n`);
      fsyncSync(file); // A root key that a power cut takes with it makes every certificate an orphan.
    } finally {
      closeSync(file);
    }
    return succeed(undefined);
  } catch (error) {
    return fail(errorCode(error) === 'EEXIST' ? 'exists' : 'unwritable');
  }
}

function errorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
