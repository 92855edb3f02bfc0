import type { LogExport } from '../export/log-export.ts';
import type { Checkpoint, LogRow } from '../log-row.ts';
import { malleate } from './malleate.ts';

/** Numbers that say what a mutation does where; any numbers do. */
type MutationDice = {
  readonly kind: number;
  readonly at: number;
  readonly other: number;
  readonly offset: number;
  /** 1 to 255. */
  readonly xor: number;
};

type Mutation = (log: LogExport, dice: MutationDice, foreign: LogExport) => LogExport;

const mutations: Readonly<Record<string, Mutation>> = {
  'edited text': onRow((row, { offset, xor }) => ({ ...row, body: flipText(row.body ?? '', offset, xor) })),
  'edited type': onRow((row, { offset, xor }) => ({ ...row, type: flipText(row.type, offset, xor) })),
  'edited wall time': onRow((row, { xor }) => ({ ...row, wallMs: row.wallMs + xor })),
  'edited monotonic time': onRow((row, { xor }) => ({ ...row, monotonicMs: Math.max(0, row.monotonicMs - xor) })),
  'edited actor': onRow((row) => ({ ...row, actor: row.actor === 'customer' ? 'technician' : 'customer' })),
  'edited number': onRow((row, { xor }) => ({ ...row, index: row.index + xor })),
  'edited salt': onRow((row, { offset, xor }) => ({ ...row, salt: flip(row.salt ?? new Uint8Array(1), offset, xor) })),
  'edited body hash': onRow((row, { offset, xor }) => ({ ...row, bodyHash: flip(row.bodyHash, offset, xor) })),
  'edited hash': onRow((row, { offset, xor }) => ({ ...row, hash: flip(row.hash, offset, xor) })),
  'half erased': onRow((row, { xor }) => (xor % 2 === 0 ? { ...row, salt: null } : { ...row, body: null })),
  'deleted rows': (log, { at, xor }) => {
    // Never the tail alone: that is 'cut off' below.
    const from = at % (log.rows.length - 1);
    return { ...log, rows: log.rows.toSpliced(from, Math.min(1 + (xor % 9), log.rows.length - 1 - from)) };
  },
  'swapped rows': (log, { at, other }) => {
    const [one, two] = [at % log.rows.length, other % log.rows.length];
    return { ...log, rows: log.rows.with(one, pick(log.rows, two)).with(two, pick(log.rows, one)) };
  },
  'inserted row': (log, { at, other }) => ({
    ...log,
    rows: log.rows.toSpliced(at % (log.rows.length + 1), 0, pick(log.rows, other)),
  }),
  'inserted row, renumbered': (log, { at, other }) => {
    const index = 1 + (at % log.rows.length);
    const rows = log.rows.map((row) => (row.index >= index ? { ...row, index: row.index + 1 } : row));
    return { ...log, rows: rows.toSpliced(index - 1, 0, { ...pick(log.rows, other), index }) };
  },
  'cut off': (log, { at }) => ({ ...log, rows: log.rows.slice(0, at % log.rows.length) }),
  'spliced from another session': (log, { at, xor }, foreign) => {
    const from = at % log.rows.length;
    const count = Math.min(xor, log.rows.length - from);
    return { ...log, rows: log.rows.toSpliced(from, count, ...foreign.rows.slice(from, from + count)) };
  },
  'malleated signature': onCheckpoint((one) => ({ ...one, signature: malleate(one.signature) })),
  'malleated counter-signature': onCheckpoint((one) => ({
    ...one,
    counterSignature: malleate(one.counterSignature ?? one.signature),
  })),
  'edited signature': onCheckpoint((one, { offset, xor }) => ({ ...one, signature: flip(one.signature, offset, xor) })),
  'edited counter-signature': onCheckpoint((one, { offset, xor }) => ({
    ...one,
    counterSignature: flip(one.counterSignature ?? one.signature, offset, xor),
  })),
  'edited head': onCheckpoint((one, { offset, xor }) => ({ ...one, head: flip(one.head, offset, xor) })),
  'edited row count': onCheckpoint((one, { xor }) => ({ ...one, rows: Math.max(0, one.rows - xor) })),
  'edited checkpoint time': onCheckpoint((one, { xor }) => ({ ...one, wallMs: one.wallMs + xor })),
  'edited end': onCheckpoint((one) => ({ ...one, closed: !one.closed })),
  'repeated checkpoint': (log, { at }) => ({ ...log, checkpoints: [...log.checkpoints, pick(log.checkpoints, at)] }),
  'checkpoint of another session': (log, { at }, foreign) => ({
    ...log,
    checkpoints: log.checkpoints.with(at % log.checkpoints.length, pick(foreign.checkpoints, at)),
  }),
  'edited peer checkpoint': (log, { at, offset, xor }) => {
    const index = at % log.peerCheckpoints.length;
    const one = pick(log.peerCheckpoints, index);
    const edited = xor % 2 === 0 ? { ...one, head: flip(one.head, offset, xor) } : { ...one, wallMs: one.wallMs + xor };
    return { ...log, peerCheckpoints: log.peerCheckpoints.with(index, edited) };
  },
  'swapped kinds of checkpoint': (log) => ({
    ...log,
    peerCheckpoints: log.checkpoints.map(({ counterSignature: _seen, ...one }) => one),
  }),
  'edited key': (log, { offset, xor }) => ({ ...log, publicKey: flip(log.publicKey, offset, xor) }),
  'edited peer key': (log, { offset, xor }) => ({
    ...log,
    peerPublicKey: flip(log.peerPublicKey ?? new Uint8Array(32), offset, xor),
  }),
  'edited certificate': (log, { offset, xor }) => ({
    ...log,
    certificate: flip(log.certificate ?? new Uint8Array(1), offset, xor),
  }),
  'edited session': (log, { offset, xor }) => ({ ...log, sessionId: flipText(log.sessionId, offset, xor) }),
  'edited side': (log) => ({ ...log, role: log.role === 'customer' ? 'technician' : 'customer' }),
};

export const mutationNames = Object.keys(mutations);

/** Changes a log as an attacker, a bug or a bad disk might. May by chance change nothing. */
export function mutateLog(log: LogExport, dice: MutationDice, foreign: LogExport): LogExport {
  const mutation = mutations[mutationNames[dice.kind % mutationNames.length] ?? ''];
  if (mutation === undefined) throw new Error('no such mutation');
  return mutation(log, dice, foreign);
}

function onRow(change: (row: LogRow, dice: MutationDice) => LogRow): Mutation {
  return (log, dice) => {
    const at = dice.at % log.rows.length;
    return { ...log, rows: log.rows.with(at, change(pick(log.rows, at), dice)) };
  };
}

function onCheckpoint(change: (checkpoint: Checkpoint, dice: MutationDice) => Checkpoint): Mutation {
  return (log, dice) => {
    const at = dice.at % log.checkpoints.length;
    return { ...log, checkpoints: log.checkpoints.with(at, change(pick(log.checkpoints, at), dice)) };
  };
}

function pick<Item>(items: readonly Item[], at: number): Item {
  const item = items[at % items.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

function flip(bytes: Uint8Array, offset: number, xor: number): Uint8Array {
  const at = offset % bytes.length;
  return bytes.with(at, (bytes[at] ?? 0) ^ xor);
}

function flipText(text: string, offset: number, xor: number): string {
  const at = offset % (text.length + 1);
  return text.slice(0, at) + String.fromCharCode((text.charCodeAt(at) || 0) ^ xor) + text.slice(at + 1);
}
