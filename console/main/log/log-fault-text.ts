import { assertNever } from '#shared/std/core/assert-never.ts';
import type { LogContradiction } from '#shared/std/log/export/compare-logs.ts';
import type { LogFault } from '#shared/std/log/export/log-fault.ts';
import type { LogJsonlFault } from '#shared/std/log/export/log-jsonl.ts';
import type { LogRole } from '#shared/std/log/log-row.ts';

/** What is wrong with a log, for whoever checks it. */
export function logFaultText({ code, row }: LogFault): string {
  const at = row === undefined ? '' : ` ${row}`;
  switch (code) {
    case 'malformed':
      return `Row or signature${at} holds something that is no number, text, key or hash.`;
    case 'certificateWrong':
      return 'The certificate is missing, altered, out of date or for another device: who the technician was is not proven.';
    case 'rowOutOfOrder':
      return `Row${at} is not where it belongs: rows were deleted, inserted or swapped.`;
    case 'rowChanged':
      return `Row${at} does not follow from the rows before it: it was changed, or it comes from another log.`;
    case 'bodyChanged':
      return `The text of row${at} was changed.`;
    case 'rowsMissing':
      return `Row${at} and what follows is missing, although it was signed.`;
    case 'rowAfterEnd':
      return `Row${at} stands after the signed end of the log.`;
    case 'headWrong':
      return `The rows up to${at} are not those that were signed: the log was rewritten.`;
    case 'checkpointOutOfOrder':
      return `The signed statement at row${at} does not fit those before it.`;
    case 'checkpointSignatureWrong':
      return `The signature at row${at} is not by this log's key.`;
    case 'counterSignatureWrong':
      return `The other side's confirmation at row${at} is not by its key.`;
    case 'peerCheckpointOutOfOrder':
      return "The other side's statements about its own log do not fit each other.";
    case 'peerSignatureWrong':
      return "The other side's statements about its own log are not by its key.";
    case 'peerKeyMissing':
      return "The other side's key is missing, although its signatures are here.";
    default:
      return assertNever(code);
  }
}

/** Why a file was not read. */
export function logJsonlFaultText({ code, line }: LogJsonlFault): string {
  switch (code) {
    case 'tooLarge':
      return 'The file is too large to be an exported log.';
    case 'notALog':
      return `Line ${line} is not as Handrail writes it: this is no exported log, or it was edited.`;
    case 'incomplete':
      return `The file has ${line} lines, which is not what its first line says: a part is missing, or was added.`;
    default:
      return assertNever(code);
  }
}

/** How two logs contradict each other. */
export function logContradictionText(contradiction: LogContradiction): string {
  switch (contradiction.code) {
    case 'notTheSameSession':
      return 'These are not the two sides of one session.';
    case 'keysDiffer':
      return 'The two logs name different keys for each other: at least one of them is not from this session.';
    case 'rewritten':
      return `The ${owner(contradiction.role)} log was rewritten: up to row ${contradiction.row} it is not what the other side was shown.`;
    case 'cutOff':
      return `The ${owner(contradiction.role)} log was cut off: row ${contradiction.row} had been shown to the other side.`;
    default:
      return assertNever(contradiction);
  }
}

function owner(role: LogRole): string {
  return role === 'technician' ? "technician's" : "customer's";
}
