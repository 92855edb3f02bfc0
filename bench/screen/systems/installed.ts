import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What of these programs and files is not installed, in words; null: everything is there. */
export function missing(programs: readonly string[], files: readonly string[] = []): string | null {
  const folders = (process.env['PATH'] ?? '').split(':');
  const absent = [
    ...programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program)))),
    ...files.filter((file) => !existsSync(file)),
  ];
  return absent.length === 0 ? null : `${absent.join(', ')} not installed`;
}
