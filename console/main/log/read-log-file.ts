import { readFileSync, statSync } from 'node:fs';
import { fail, type Result } from '#shared/std/core/result.ts';
import { maxLogExportCharacters } from '#shared/std/log/export/export-limits.ts';
import type { LogExport } from '#shared/std/log/export/log-export.ts';
import { readLogJsonl, type LogJsonlFault } from '#shared/std/log/export/log-jsonl.ts';

/** Reads an exported JSONL file. Throws if there is no such file. */
export function readLogFile(path: string): Result<LogExport, LogJsonlFault> {
  // A character is at most 3 bytes of UTF-8 per UTF-16 unit, but a file that long is refused before it fills memory.
  if (statSync(path).size > maxLogExportCharacters) return fail({ code: 'tooLarge', line: 1 });
  const bytes = readFileSync(path);
  try {
    return readLogJsonl(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof TypeError) return fail({ code: 'notALog', line: 1 }); // Not UTF-8.
    throw error;
  }
}
