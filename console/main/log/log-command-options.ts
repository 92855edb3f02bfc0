import { parseArgs } from 'node:util';
import { fail, succeed, type Result } from '#shared/std/core/result.ts';

export const logCommandHelp = `Lists, checks and exports session logs.

  npm run log -- list    [--database FILE]
  npm run log -- verify  [--session ID|latest|all] [--database FILE]
  npm run log -- verify  FILE.jsonl [--against OTHER.jsonl]
  npm run log -- export  [--session ID|latest] [--format jsonl|csv] [--out FILE] [--database FILE]

  verify            finds rows that were edited, deleted, inserted, swapped or cut off.
  FILE.jsonl        an exported log, of either side.
  --against FILE    the other side's log of the same session: also finds a log that its owner rewrote and signed anew.
  --session         which session; "latest" if not given.
  --format          jsonl is lossless and can be verified; csv is for spreadsheets. jsonl if not given.
  --out FILE        where to write; standard output if not given. An existing file is replaced.
  --database FILE   the console's log; the one in Handrail's data folder if not given (HANDRAIL_DATA moves that).

Ends with 0 if all is well, 1 if a log was tampered with, 2 if there was nothing to look at or the command is wrong.
`;

export type LogCommandOptions =
  | { readonly action: 'help' }
  | { readonly action: 'list'; readonly database: string | null }
  | { readonly action: 'verifyFile'; readonly file: string; readonly against: string | null }
  | {
      readonly action: 'verify';
      readonly session: string;
      readonly against: string | null;
      readonly database: string | null;
    }
  | {
      readonly action: 'export';
      readonly session: string;
      readonly format: 'jsonl' | 'csv';
      readonly out: string | null;
      readonly database: string | null;
    };

/** Reads the command line; a refusal is the sentence to print. */
export function readLogCommandOptions(words: readonly string[]): Result<LogCommandOptions, string> {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        session: { type: 'string' },
        format: { type: 'string' },
        out: { type: 'string' },
        database: { type: 'string' },
        against: { type: 'string' },
      },
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
  const { values, positionals } = parsed;
  const [action, file, ...rest] = positionals;
  if (values.help === true || action === undefined || action === 'help') return succeed({ action: 'help' });
  const { session = 'latest', format = 'jsonl', out = null, database = null, against = null } = values;
  if (rest.length > 0 || (file !== undefined && action !== 'verify')) {
    return fail(`There is one word too many: ${rest[0] ?? file ?? ''}`);
  }
  switch (action) {
    case 'list':
      return succeed({ action, database });
    case 'verify':
      if (file === undefined) return succeed({ action, session, against, database });
      if (values.session !== undefined || database !== null) {
        return fail('Give either a file, or a session in a database.');
      }
      return succeed({ action: 'verifyFile', file, against });
    case 'export':
      if (format !== 'jsonl' && format !== 'csv') return fail(`There is no format "${format}": jsonl or csv.`);
      return succeed({ action, session, format, out, database });
    default:
      return fail(`There is no command "${action}": list, verify or export.`);
  }
}
